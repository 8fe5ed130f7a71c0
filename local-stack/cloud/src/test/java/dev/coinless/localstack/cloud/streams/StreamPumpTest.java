package dev.coinless.localstack.cloud.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.faults.Delivery;
import dev.coinless.localstack.cloud.faults.DeliveryFaults;
import dev.coinless.localstack.cloud.fixture.Programs;
import dev.coinless.localstack.cloud.lambda.Invocable;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.tables.TableEndpoint;
import dev.coinless.localstack.cloud.template.EventSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against DynamoDB Local's streams, with a function that only remembers.
final class StreamPumpTest {

    private static final String CREATE =
            """
            {"TableName":"NAME","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """;

    private final String table = "t" + UUID.randomUUID();
    private final TableEndpoint endpoint = new TableEndpoint(Programs.dynamodb().port());
    private final Remembering function = new Remembering();
    private Instant now = Instant.EPOCH;

    /// Remembers the batches and answers as told.
    private static final class Remembering implements Invocable {
        private final List<DynamodbEvent> batches = new ArrayList<>();
        private Function<DynamodbEvent, InvocationResult> answer = _ -> answered("{}");

        @Override
        public String name() {
            return "remembering";
        }

        @Override
        public InvocationResult invoke(Payload payload) {
            var event =
                    LambdaEventSerializers.serializerFor(
                                    DynamodbEvent.class, StreamPumpTest.class.getClassLoader())
                            .fromJson(new ByteArrayInputStream(payload.bytes()));
            batches.add(event);
            return answer.apply(event);
        }

        List<List<String>> keys() {
            return batches.stream().map(StreamPumpTest::keysOf).toList();
        }
    }

    @BeforeEach
    void createTable() throws Exception {
        endpoint.call("CreateTable", Json.read(CREATE.replace("NAME", table)));
    }

    @Test
    void changesArriveInOrderAsARealStreamEvent() throws Exception {
        var pump = pump(-1, false);
        put("a", "1");
        put("a", "2");
        delete("a");

        drain(pump);

        var records = function.batches.stream().flatMap(it -> it.getRecords().stream()).toList();
        assertThat(records)
                .extracting(DynamodbEvent.DynamodbStreamRecord::getEventName)
                .containsExactly("INSERT", "MODIFY", "REMOVE");
        var modify = records.get(1);
        assertThat(modify.getDynamodb().getOldImage().get("value").getS()).isEqualTo("1");
        assertThat(modify.getDynamodb().getNewImage().get("value").getS()).isEqualTo("2");
        assertThat(modify.getDynamodb().getKeys().get("pk").getS()).isEqualTo("a");
        assertThat(modify.getEventSource()).isEqualTo("aws:dynamodb");
        assertThat(modify.getDynamodb().getSequenceNumber()).isNotEmpty();
        assertThat(modify.getDynamodb().getApproximateCreationDateTime()).isNotNull();
    }

    @Test
    void batchesAreNoLargerThanTheBatchSize() throws Exception {
        var pump = pump(-1, false);
        for (int i = 0; i < 7; i++) {
            put("k" + i, "v");
        }

        drain(pump);

        assertThat(function.keys())
                .containsExactly(
                        List.of("k0", "k1", "k2"), List.of("k3", "k4", "k5"), List.of("k6"));
    }

    @Test
    void aFailedBatchComesAgainBeforeAnythingNewer() throws Exception {
        var pump = pump(-1, false);
        put("a", "1");
        function.answer = _ -> new InvocationResult.Failed(Payload.of("{}"));
        pump.step();
        put("b", "1");
        function.answer = _ -> answered("{}");

        drain(pump);

        assertThat(function.keys()).containsExactly(List.of("a"), List.of("a"), List.of("b"));
    }

    @Test
    void aReportedFailureIsRedeliveredFromThatRecordOn() throws Exception {
        var pump = pump(-1, false);
        put("a", "1");
        put("b", "1");
        put("c", "1");
        function.answer = event -> reporting(event.getRecords().get(1));
        pump.step();
        function.answer = _ -> answered("{}");

        drain(pump);

        assertThat(function.keys()).containsExactly(List.of("a", "b", "c"), List.of("b", "c"));
    }

    @Test
    void afterTheLastRetryTheBatchIsGivenUp() throws Exception {
        var pump = pump(1, false);
        put("a", "1");
        function.answer = _ -> new InvocationResult.Failed(Payload.of("{}"));

        drain(pump);

        assertThat(function.keys()).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void awsModeDeliversABatchTwice() throws Exception {
        var pump = pump(-1, true);
        put("a", "1");

        drain(pump);

        assertThat(function.keys()).containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void whatWasHeldForMoreThanADayIsNeverDelivered() throws Exception {
        var held = new DeliveryFaults(new AwsMode(false));
        var pump = pump(held.toStreamOf("remembering"));
        held.hold("remembering");
        put("old", "1");
        read(pump, 1);
        now = now.plus(Duration.ofHours(24)).plusSeconds(1);
        pump.step();
        assertThat(pump.waiting()).isZero();
        put("new", "1");
        read(pump, 1);

        held.release();
        drain(pump);

        assertThat(function.keys()).containsExactly(List.of("new"));
        assertThat(pump.trimmed()).isEqualTo(1);
        assertThat(pump.waiting()).isZero();
    }

    @Test
    void whatIsHeldForOneFunctionIsNotHeldForAnother() {
        var held = new DeliveryFaults(new AwsMode(false));

        held.hold("another");

        assertThat(held.toStreamOf("remembering").held()).isFalse();
        assertThat(held.toStreamOf("another").held()).isTrue();
    }

    /// The changes of one item keep their order, those of two items need not.
    @Test
    void aShardMayOvertakeAnother() throws Exception {
        var faults = new DeliveryFaults(new AwsMode(false));
        var pump = pump(faults.toStreamOf("remembering"));
        faults.hold();
        for (int i = 0; i < 8; i++) {
            put("k" + i, "1");
            put("k" + i, "2");
        }
        read(pump, 16);

        faults.release();
        faults.reverse(1000);
        drain(pump);

        var keys = function.keys().stream().flatMap(List::stream).toList();
        assertThat(keys).hasSize(16).isNotEqualTo(keys.stream().sorted().toList());
        for (int i = 0; i < 8; i++) {
            assertThat(valuesOf("k" + i)).containsExactly("1", "2");
        }
    }

    private List<String> valuesOf(String key) {
        return function.batches.stream()
                .flatMap(batch -> batch.getRecords().stream())
                .map(DynamodbEvent.DynamodbStreamRecord::getDynamodb)
                .filter(change -> change.getKeys().get("pk").getS().equals(key))
                .map(change -> change.getNewImage().get("value").getS())
                .toList();
    }

    /// Lets a held pump read what there is.
    private static void read(StreamPump pump, int records) {
        for (int i = 0; i < 100 && pump.waiting() < records; i++) {
            pump.step();
        }
        assertThat(pump.waiting()).isEqualTo(records);
    }

    private StreamPump pump(Delivery delivery) {
        var source = new EventSource.TableStream(table, 3, true, true, -1);
        return new StreamPump(endpoint, source, function, delivery, () -> now);
    }

    @Test
    void backoffGrowsToFiveSeconds() {
        assertThat(StreamPump.backoff(1)).hasMillis(100);
        assertThat(StreamPump.backoff(3)).hasMillis(400);
        assertThat(StreamPump.backoff(1000)).hasSeconds(5);
    }

    private StreamPump pump(int retries, boolean twice) {
        var source = new EventSource.TableStream(table, 3, true, true, retries);
        return new StreamPump(endpoint, source, function, () -> twice, () -> now);
    }

    private static void drain(StreamPump pump) {
        while (pump.step()) {
            // Until there is nothing left.
        }
    }

    private void put(String pk, String value) throws Exception {
        var item = "{\"pk\":{\"S\":\"" + pk + "\"},\"value\":{\"S\":\"" + value + "\"}}";
        endpoint.call(
                "PutItem", Json.read("{\"TableName\":\"" + table + "\",\"Item\":" + item + "}"));
    }

    private void delete(String pk) throws Exception {
        var key = "{\"pk\":{\"S\":\"" + pk + "\"}}";
        endpoint.call(
                "DeleteItem", Json.read("{\"TableName\":\"" + table + "\",\"Key\":" + key + "}"));
    }

    private static List<String> keysOf(DynamodbEvent event) {
        return event.getRecords().stream()
                .map(record -> record.getDynamodb().getKeys().get("pk").getS())
                .toList();
    }

    private static InvocationResult reporting(DynamodbEvent.DynamodbStreamRecord record) {
        return answered(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\""
                        + record.getDynamodb().getSequenceNumber()
                        + "\"}]}");
    }

    private static InvocationResult answered(String json) {
        return new InvocationResult.Answered(Payload.of(json));
    }
}
