package dev.coinless.functions.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The program of `local-stack/dynamodb` as a child process with an empty table; it ends with its
/// standard input, so also when this process dies.
public final class LocalDynamo implements AutoCloseable {

    private static final Path FOLDER = Path.of("../local-stack/dynamodb/target");

    private final @Nullable Process process;
    private final @Nullable DynamoDbClient client;

    private LocalDynamo(@Nullable Process process, @Nullable DynamoDbClient client) {
        this.process = process;
        this.client = client;
    }

    public static LocalDynamo notStarted() {
        return new LocalDynamo(null, null);
    }

    /// Starts it; skips the test where it was not built (an error with CI=true).
    public static LocalDynamo start() {
        return start("-XX:TieredStopAtLevel=1");
    }

    /// The same, for a run of minutes or hours: it takes the time to become as fast as it can.
    public static LocalDynamo startForLong() {
        return start("-XX:+TieredCompilation");
    }

    private static LocalDynamo start(String flag) {
        var classPath = FOLDER.resolve("runtime.classpath");
        boolean built = Files.exists(classPath);
        if (!built && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("DynamoDB Local was not built before this test");
        }
        assumeTrue(built, "run 'mvn package' once, so that DynamoDB Local can be started");
        try {
            int port = freePort();
            var jar = FOLDER.resolve("coinless-local-dynamodb-0.1.0-SNAPSHOT.jar");
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    flag,
                                    "-cp",
                                    jar + ":" + Files.readString(classPath).strip(),
                                    "dev.coinless.localstack.dynamodb.Main",
                                    "--port",
                                    Integer.toString(port))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            awaitReady(process);
            return new LocalDynamo(process, connect(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process process) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("\"ready\"")) {
                return;
            }
        }
        throw new AssertionError("DynamoDB Local did not start");
    }

    private static DynamoDbClient connect(int port) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /// The table as template.yaml lays it out, emptied.
    public DynamoDbClient withEmptyTable(String name) {
        var dynamo = Optional.ofNullable(client).orElseThrow();
        if (dynamo.listTables().tableNames().contains(name)) {
            dynamo.deleteTable(delete -> delete.tableName(name));
        }
        dynamo.createTable(create ->
                create.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("pk", ScalarAttributeType.S),
                                attribute("sk", ScalarAttributeType.S),
                                attribute("ipk", ScalarAttributeType.S),
                                attribute("isk", ScalarAttributeType.N))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .globalSecondaryIndexes(openHolds()));
        return dynamo;
    }

    private static GlobalSecondaryIndex openHolds() {
        return GlobalSecondaryIndex.builder()
                .indexName(MemoryDynamo.INDEX)
                .keySchema(key("ipk", KeyType.HASH), key("isk", KeyType.RANGE))
                .projection(keysOnly -> keysOnly.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Optional.ofNullable(client).ifPresent(DynamoDbClient::close);
        Optional.ofNullable(process).ifPresent(Process::destroy);
    }
}
