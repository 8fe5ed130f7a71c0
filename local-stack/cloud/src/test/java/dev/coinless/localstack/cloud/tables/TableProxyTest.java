package dev.coinless.localstack.cloud.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.fixture.Programs;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Through AWS's own SDK, in front of DynamoDB Local.
final class TableProxyTest {

    private final String table = "t" + UUID.randomUUID();
    private final Script script = new Script();
    private final UnitTotals units = new UnitTotals();
    private TableProxy proxy;
    private DynamoDbClient client;

    /// A die that shows once what the test wants.
    private static final class Script implements Troubles {
        private Trouble next = Trouble.NONE;

        @Override
        public Trouble next(String operation, boolean onIndex) {
            var trouble = next;
            next = Trouble.NONE;
            return trouble;
        }
    }

    @BeforeEach
    void start() throws Exception {
        var endpoint = new TableEndpoint(Programs.dynamodb().port());
        endpoint.call("CreateTable", Json.read(CREATE.replace("NAME", table)));
        proxy = TableProxy.start(0, endpoint, script, units, () -> Instant.EPOCH);
        client =
                DynamoDbClient.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + proxy.port()))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .overrideConfiguration(
                                it -> it.retryStrategy(AwsRetryStrategy.doNotRetry()))
                        .build();
    }

    @AfterEach
    void end() {
        client.close();
        proxy.stop();
    }

    @Test
    void withoutTroubleTheSdkTalksToDynamoDbLocal() {
        put("a", "g1");

        assertThat(find("a")).containsEntry("group", text("g1"));
    }

    @Test
    void aConflictIsParsedAsCancellationWithItsReasons() {
        script.next = Troubles.Trouble.TRANSACTION_CONFLICT;

        assertThatThrownBy(() -> transact("a", "b"))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e ->
                                assertThat(e.cancellationReasons())
                                        .extracting(CancellationReason::code)
                                        .containsExactly("None", "TransactionConflict"));
        assertThat(find("a")).isEmpty();
    }

    @Test
    void aThrottleIsParsedAsSuchAndWritesNothing() {
        script.next = Troubles.Trouble.THROTTLED;

        assertThatThrownBy(() -> put("a", "g1"))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThat(find("a")).isEmpty();
    }

    @Test
    void anErrorAfterCommitLeavesTheItemWritten() {
        script.next = Troubles.Trouble.ERROR_AFTER_COMMIT;

        assertThatThrownBy(() -> put("a", "g1")).isInstanceOf(InternalServerErrorException.class);
        assertThat(find("a")).isNotEmpty();
    }

    @Test
    void silenceAfterCommitLeavesTheItemWritten() {
        // A first call, so that the lost answer is not one on a fresh connection.
        find("a");
        script.next = Troubles.Trouble.SILENCE_AFTER_COMMIT;

        try {
            put("a", "g1");
        } catch (SdkException _) {
            // The JDK's client may have tried again by itself; either way the item is there.
        }

        assertThat(find("a")).isNotEmpty();
    }

    @Test
    void aStaleIndexAnswersAsBeforeTheLastWrite() {
        put("a", "g1");
        assertThat(queryGroup()).hasSize(1);
        put("b", "g1");

        script.next = Troubles.Trouble.STALE_INDEX;
        var stale = queryGroup();
        var fresh = queryGroup();

        assertThat(stale).hasSize(1);
        assertThat(fresh).hasSize(2);
    }

    @Test
    void anUnknownTableIsDynamoDbsOwnError() {
        assertThatThrownBy(() ->
                        client.getItem(it -> it.tableName("nothing").key(Map.of("pk", text("a")))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() ->
                        client.putItem(it -> it.tableName("nothing").item(Map.of("pk", text("a")))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void unitsAreCountedPerOperationWithIndexesAndTransactions() {
        put("a", "g1");
        assertThat(units.toJson().path("writeUnits").asDouble()).isEqualTo(2);

        client.updateItem(it ->
                it.tableName(table)
                        .key(Map.of("pk", text("a")))
                        .updateExpression("SET note = :n")
                        .expressionAttributeValues(Map.of(":n", text("x".repeat(1100)))));
        assertThat(operation("UpdateItem").path("writeUnits").asDouble()).isEqualTo(2);

        transact("b", "c");
        assertThat(operation("TransactWriteItems").path("writeUnits").asDouble()).isEqualTo(4);

        find("a");
        assertThat(operation("GetItem").path("readUnits").asDouble()).isEqualTo(1);

        units.reset();
        assertThat(units.toJson().path("operations")).isEmpty();
    }

    private com.fasterxml.jackson.databind.JsonNode operation(String name) {
        return units.toJson().path("operations").path(name);
    }

    private void put(String pk, String group) {
        client.putItem(
                it -> it.tableName(table).item(Map.of("pk", text(pk), "group", text(group))));
    }

    private Map<String, AttributeValue> find(String pk) {
        return client.getItem(
                        it -> it.tableName(table).key(Map.of("pk", text(pk))).consistentRead(true))
                .item();
    }

    private void transact(String... keys) {
        var items =
                java.util.Arrays.stream(keys)
                        .map(key ->
                                TransactWriteItem.builder()
                                        .put(it ->
                                                it.tableName(table).item(Map.of("pk", text(key))))
                                        .build())
                        .toList();
        client.transactWriteItems(it -> it.transactItems(items));
    }

    private List<Map<String, AttributeValue>> queryGroup() {
        return client.query(it ->
                        it.tableName(table)
                                .indexName("byGroup")
                                .keyConditionExpression("#g = :g")
                                .expressionAttributeNames(Map.of("#g", "group"))
                                .expressionAttributeValues(Map.of(":g", text("g1"))))
                .items();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static final String CREATE =
            """
            {"TableName":"NAME","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},
                                     {"AttributeName":"group","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
             "GlobalSecondaryIndexes":[{"IndexName":"byGroup",
               "KeySchema":[{"AttributeName":"group","KeyType":"HASH"}],
               "Projection":{"ProjectionType":"KEYS_ONLY"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """;
}
