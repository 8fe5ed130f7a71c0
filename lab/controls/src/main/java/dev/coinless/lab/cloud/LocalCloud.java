package dev.coinless.lab.cloud;

import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.process.Ports;
import dev.coinless.lab.process.RunFolder;
import dev.coinless.lab.world.LabClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The local cloud: DynamoDB Local, the broker and the front with the functions, as processes.
public final class LocalCloud implements AutoCloseable {

    /// The deployment that all keys and signatures of a lab belong to.
    public static final String ENVIRONMENT = "local";

    private final RunFolder run;
    private final LabClock clock;
    private final ChildProcess dynamodb;
    private final Broker broker;
    private final ChildProcess front;
    private final URI endpoint;
    private final URI tables;
    private final MqttPorts mqtt;

    /// Where the broker listens.
    ///
    /// @param plain for the cloud itself
    /// @param tls for modules
    /// @param things the folder that broker and cloud share: the certificate authority and the
    ///   registry of things
    public record MqttPorts(int plain, int tls, Path things) {}

    private LocalCloud(
            RunFolder run,
            LabClock clock,
            ChildProcess dynamodb,
            Broker broker,
            ChildProcess front,
            URI endpoint,
            URI tables,
            MqttPorts mqtt) {
        this.run = run;
        this.clock = clock;
        this.dynamodb = dynamodb;
        this.broker = broker;
        this.front = front;
        this.endpoint = endpoint;
        this.tables = tables;
        this.mqtt = mqtt;
    }

    /// Starts everything and makes the platform's keys, so that grants can be issued.
    ///
    /// @param httpPort for the front; 0 for any free one
    public static LocalCloud start(Home home, RunFolder run, int httpPort) {
        return start(home, run, httpPort, Map.of());
    }

    /// As above, with values for the template's parameters, such as `GrantTtlSeconds`.
    public static LocalCloud start(
            Home home, RunFolder run, int httpPort, Map<String, String> parameters) {
        int http = httpPort == 0 ? Ports.free() : Ports.require("the HTTP front", httpPort);
        int table = Ports.free();
        var mqtt = new MqttPorts(Ports.free(), Ports.free(), run.folder("things"));
        // All phones of a lab come from one address.
        var settings = new HashMap<>(Map.of("MaxPerSource", "1000000"));
        settings.putAll(parameters);
        var clock = new LabClock(run.root().resolve("clock"));
        var dynamodb = ChildProcess.start(dynamodb(home, table), run);
        var broker = new Broker(broker(home, run, mqtt), run);
        try {
            var keys = makeKeys(home, run);
            dynamodb.awaitReady();
            broker.awaitReady();
            var front =
                    ChildProcess.start(
                            front(home, run, keys, http, table, mqtt, settings)
                                    .with(clock.environment()),
                            run);
            var endpoint = URI.create("http://127.0.0.1:" + http);
            var tables = URI.create("http://127.0.0.1:" + table);
            var cloud = new LocalCloud(run, clock, dynamodb, broker, front, endpoint, tables, mqtt);
            cloud.becomeReady();
            return cloud;
        } catch (LabFailure e) {
            broker.close();
            dynamodb.close();
            throw e;
        }
    }

    private void becomeReady() {
        try {
            front.awaitReady();
            operator().rotateKeys();
        } catch (LabFailure e) {
            front.close();
            throw e;
        }
    }

    public Operator operator() {
        return new Operator(endpoint);
    }

    public URI endpoint() {
        return endpoint;
    }

    /// DynamoDB Local itself, past the proxy that makes trouble.
    public URI tables() {
        return tables;
    }

    public MqttPorts mqtt() {
        return mqtt;
    }

    public LabClock clock() {
        return clock;
    }

    public RunFolder run() {
        return run;
    }

    /// What functions find in their environment, for programs that are the cloud themselves; the
    /// table behind it has no AWS mode.
    public Map<String, String> functionEnvironment() {
        var environment = new HashMap<>(clock.environment());
        environment.put("TABLE_NAME", "Table");
        environment.put("BOOK_TABLE_NAME", "BookTable");
        environment.put("BOOK_BUCKET_NAME", "bookbucket");
        environment.put("ENVIRONMENT", ENVIRONMENT);
        environment.put("KEY_CUSTODY", "file:" + run.root().resolve("keys"));
        environment.put("AUTHORITY", endpoint.getAuthority());
        environment.put("CURRENCY", "EUR");
        environment.put("GRANT_TTL_SECONDS", "300");
        environment.put("GRANT_CAP", "500");
        environment.put("MAX_OPEN_HOLDS", "100");
        environment.put("MAX_OPEN_HOLDS_PER_MODULE", "100");
        environment.put("MAX_BAD_CODES", "10");
        environment.put("MAX_GRANTS_PER_MINUTE", "1000000");
        environment.put("MAX_PER_USE", "10000");
        environment.put("MAX_PER_DAY", "1000000000");
        environment.put("MAX_EXPOSURE_PER_MODULE", "1000000000");
        environment.put("MAX_PER_SOURCE", "1000000000");
        environment.put("MAX_AUTOMATIC_REFUND", "500");
        environment.put("MAX_AUTOMATIC_REFUNDS", "2");
        environment.put("MAX_GRANTS_PER_MINUTE_AT_MODULE", "1000000");
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.toString());
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        return environment;
    }

    /// What goes wrong when the lab wants it to.
    public CloudFaults faults() {
        return new CloudFaults(front, broker);
    }

    /// The front, for its own commands (`units`, `aws-mode`, `status`).
    public ChildProcess front() {
        return front;
    }

    @Override
    public void close() {
        front.close();
        broker.close();
        dynamodb.close();
    }

    private static JavaProgram dynamodb(Home home, int port) {
        return new JavaProgram(
                "dynamodb",
                home.classPath(Part.DYNAMODB),
                "dev.coinless.localstack.dynamodb.Main",
                List.of("--port", Integer.toString(port)));
    }

    private static JavaProgram broker(Home home, RunFolder run, MqttPorts mqtt) {
        return new JavaProgram(
                "broker",
                home.classPath(Part.BROKER),
                "dev.coinless.localstack.broker.Main",
                List.of(
                        "--port", Integer.toString(mqtt.plain()),
                        "--tls-port", Integer.toString(mqtt.tls()),
                        "--things", mqtt.things().toString(),
                        "--data", run.folder("broker").toString()));
    }

    private static JavaProgram front(
            Home home,
            RunFolder run,
            Path keys,
            int http,
            int table,
            MqttPorts mqtt,
            Map<String, String> parameters) {
        var arguments = new ArrayList<>(frontArguments(home, run, keys, http, table, mqtt));
        parameters.forEach(
                (name, value) -> arguments.addAll(List.of("--parameter", name + "=" + value)));
        return new JavaProgram(
                "cloud",
                home.classPath(List.of(Part.CLOUD, Part.LAB_ADAPTERS)),
                "dev.coinless.localstack.cloud.Main",
                arguments);
    }

    private static List<String> frontArguments(
            Home home, RunFolder run, Path keys, int http, int table, MqttPorts mqtt) {
        return List.of(
                "--template", home.template().toString(),
                "--http-port", Integer.toString(http),
                "--dynamodb-port", Integer.toString(table),
                "--mqtt-port", Integer.toString(mqtt.plain()),
                "--mqtt-tls-port", Integer.toString(mqtt.tls()),
                "--things", mqtt.things().toString(),
                "--functions-classpath", home.classPath(Part.FUNCTIONS),
                "--lab-classpath", home.classPath(Part.LAB_ADAPTERS),
                "--state-dir", run.folder("cloud").toString(),
                "--archive-dir", run.archives().resolve("functions").toString(),
                "--parameter", "Environment=" + ENVIRONMENT,
                "--parameter", "Authority=127.0.0.1:" + http,
                "--parameter", "KeyCustody=file:" + keys,
                "--parameter", "MqttServerRoot=file:" + mqtt.things().resolve("ca.pem"));
    }

    /// The custodian's keys: made by the operator's own tool, as in production.
    private static Path makeKeys(Home home, RunFolder run) {
        var keys = run.root().resolve("keys");
        var init =
                new JavaProgram(
                        "provisioning-init",
                        home.classPath(Part.PROVISIONING),
                        "dev.coinless.provisioning.Main",
                        List.of("init", "--key-dir", keys.toString()),
                        Map.of(),
                        List.of());
        try (var process = ChildProcess.start(init, run)) {
            if (!process.awaitEnd(Duration.ofSeconds(60)) || process.exitCode() != 0) {
                throw new LabFailure("could not make the platform's keys\n" + process.lastLines());
            }
        }
        return keys;
    }
}
