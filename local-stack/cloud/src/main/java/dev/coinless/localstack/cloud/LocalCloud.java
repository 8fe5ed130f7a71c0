package dev.coinless.localstack.cloud;

import dev.coinless.localstack.cloud.faults.Faults;
import dev.coinless.localstack.cloud.faults.FrontFaults;
import dev.coinless.localstack.cloud.http.HttpFront;
import dev.coinless.localstack.cloud.http.IotApi;
import dev.coinless.localstack.cloud.lambda.AsyncInvoker;
import dev.coinless.localstack.cloud.lambda.Functions;
import dev.coinless.localstack.cloud.lambda.LambdaFunction;
import dev.coinless.localstack.cloud.lambda.ProcessPlan;
import dev.coinless.localstack.cloud.objects.ObjectApi;
import dev.coinless.localstack.cloud.queues.QueuePump;
import dev.coinless.localstack.cloud.queues.Queues;
import dev.coinless.localstack.cloud.rules.RuleSubscriber;
import dev.coinless.localstack.cloud.schedules.Timer;
import dev.coinless.localstack.cloud.streams.StreamPump;
import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.tables.TableEndpoint;
import dev.coinless.localstack.cloud.tables.TableProxy;
import dev.coinless.localstack.cloud.tables.Tables;
import dev.coinless.localstack.cloud.tables.UnitTotals;
import dev.coinless.localstack.cloud.template.EventSource;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import dev.coinless.localstack.cloud.template.Template;
import dev.coinless.localstack.cloud.things.ThingRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything of one template, running.
final class LocalCloud {

    private final Template template;
    private final AwsMode awsMode;
    private final Faults faults;
    private final UnitTotals units = new UnitTotals();
    private final ObjectApi objects;
    private final TableProxy proxy;
    private final Functions functions;
    private final AsyncInvoker async;
    private final Queues queues;
    private final RuleSubscriber rules;
    private final HttpFront front;
    private final List<Pump> pumps = new ArrayList<>();
    private final List<StreamPump> streams = new ArrayList<>();

    private LocalCloud(
            Options options, Template template, AwsMode awsMode, Clocks clocks, Plans plans)
            throws IOException {
        this.template = template;
        this.awsMode = awsMode;
        this.faults = Faults.none(awsMode);
        int http = Loopback.free(options.httpPort());
        objects = ObjectApi.start(options.state().resolve("objects"), template.buckets());
        var endpoint = new TableEndpoint(options.dynamodbPort());
        new Tables(endpoint).create(template.tables());
        proxy =
                TableProxy.start(
                        options.proxyPort(), endpoint, faults.tables(), units, clocks.lab());
        functions =
                new Functions(
                        template.functions(),
                        plans.plan(new Endpoints(proxy.port(), http, objects.port())),
                        options.concurrency(),
                        clocks.machine());
        async = new AsyncInvoker(awsMode::duplicates);
        queues = new Queues(template.queues());
        rules =
                RuleSubscriber.start(
                        options.mqttPort(),
                        template.rules(),
                        queues,
                        clocks.lab(),
                        awsMode::duplicates);
        front =
                HttpFront.start(
                        http,
                        functions,
                        async,
                        iotApi(options, clocks),
                        faults.front(),
                        clocks.lab());
        functions.all().forEach(it -> follow(it, endpoint, clocks.lab()));
    }

    /// The time of the lab, which everything follows, and of the machine, which only deadlines of
    /// function processes use.
    record Clocks(InstantSource lab, InstantSource machine) {}

    /// Where functions find what is AWS's.
    ///
    /// @param tablePort DynamoDB's
    /// @param iotPort IoT Core's
    /// @param objectPort S3's
    record Endpoints(int tablePort, int iotPort, int objectPort) {}

    /// How function processes are started, once it is known where they find things.
    @FunctionalInterface
    interface Plans {
        ProcessPlan plan(Endpoints endpoints) throws IOException;
    }

    /// Makes the tables, opens the ports, follows streams, queues and the clock, and starts the
    /// functions behind routes in the background.
    ///
    /// @throws java.net.BindException when a port is taken
    static LocalCloud start(
            Options options, Template template, AwsMode awsMode, Clocks clocks, Plans plans)
            throws IOException {
        var cloud = new LocalCloud(options, template, awsMode, clocks, plans);
        Thread.ofPlatform()
                .name("warm-up")
                .daemon()
                .start(() -> cloud.functions.warm(FunctionSpec::hasRoute));
        return cloud;
    }

    Template template() {
        return template;
    }

    AwsMode awsMode() {
        return awsMode;
    }

    Faults faults() {
        return faults;
    }

    /// Opens or closes the front.
    void door(FrontFaults.Door door) {
        front.door(door);
    }

    void clearFaults() {
        faults.clear();
        front.door(FrontFaults.Door.OPEN);
    }

    UnitTotals units() {
        return units;
    }

    Functions functions() {
        return functions;
    }

    Queues queues() {
        return queues;
    }

    List<StreamPump> streams() {
        return List.copyOf(streams);
    }

    boolean brokerConnected() {
        return rules.isConnected();
    }

    int httpPort() {
        return front.port();
    }

    int proxyPort() {
        return proxy.port();
    }

    /// Leaves no process behind.
    void stop() {
        pumps.forEach(Pump::stop);
        async.close();
        front.stop();
        functions.close();
        rules.stop();
        proxy.stop();
        objects.stop();
    }

    private Optional<IotApi> iotApi(Options options, Clocks clocks) throws IOException {
        if (options.things().isEmpty()) {
            return Optional.empty();
        }
        var things = options.things().get();
        var registry = ThingRegistry.open(things.folder(), template.policies(), clocks.machine());
        return Optional.of(
                new IotApi(registry, "127.0.0.1:" + things.mqttTlsPort(), rules::publish));
    }

    private void follow(LambdaFunction function, TableEndpoint endpoint, InstantSource clock) {
        for (var source : function.spec().sources()) {
            var name = function.spec().name();
            switch (source) {
                case EventSource.Http _ -> {}
                case EventSource.Timer timer -> {
                    var steps = new Timer(timer, it -> async.submit(function, it), clock);
                    pumps.add(Pump.start(name + " timer", steps::step));
                }
                case EventSource.TableStream stream -> {
                    var delivery = faults.streams().toStreamOf(name);
                    var steps = new StreamPump(endpoint, stream, function, delivery, clock);
                    streams.add(steps);
                    pumps.add(Pump.start(name + " stream", steps::step));
                }
                case EventSource.Queue queue -> {
                    var steps =
                            new QueuePump(
                                    queues.findByArn(queue.queueArn()).orElseThrow(),
                                    queue,
                                    function,
                                    faults.queues(),
                                    clock);
                    pumps.add(Pump.start(name + " queue", steps::step));
                }
            }
        }
    }
}
