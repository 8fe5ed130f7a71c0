package dev.coinless.edge;

import dev.coinless.edge.agent.Agent;
import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.agent.AgentLoop;
import dev.coinless.edge.config.Configuration;
import dev.coinless.edge.config.ConfigurationException;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.enrol.NetworkIdentity;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.io.air.AirRadio;
import dev.coinless.edge.io.disk.SettingsFile;
import dev.coinless.edge.io.disk.StateFolder;
import dev.coinless.edge.io.disk.StreamLog;
import dev.coinless.edge.io.mqtt.MqttUplink;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.JournalWitness;
import dev.coinless.edge.journal.WitnessedJournal;
import dev.coinless.edge.log.LimitedLog;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.uplink.UplinkEvent;
import dev.coinless.edge.uplink.UplinkInbox;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.ServiceLoader;

/// The wiring of a running module.
final class RunningModule {

    private RunningModule() {}

    /// Runs the module until the program is ended.
    static void run(Path settings)
            throws ConfigurationException,
                    IOException,
                    Malformed,
                    JournalUnavailable,
                    InterruptedException {
        var configuration = Configuration.of(SettingsFile.read(settings));
        var state = new StateFolder(Path.of(configuration.state()));
        var identity = identity(state);
        if (!identity.environment().equals(configuration.environment())) {
            throw new ConfigurationException(
                    "setting 'environment' is '%s', but this module is enrolled in '%s': correct it, or enrol the module again"
                            .formatted(
                                    configuration.environment().name(),
                                    identity.environment().name()));
        }
        try (var _ = state.lock();
                var file = SqliteJournal.open(state.journal(identity.generation()))) {
            run(configuration, identity, network(configuration, state), witnessed(file));
        }
    }

    /// Who the module in a folder is.
    static ModuleIdentity identity(StateFolder state) throws IOException, Malformed {
        return state.identity()
                .orElseThrow(() ->
                        new Malformed(
                                "no enrolled module in %s: use 'prepare' and 'enrol' first, or correct the setting 'state'"
                                        .formatted(state.folder())));
    }

    /// What the module connects with, if it is to use a network.
    private static Optional<NetworkIdentity> network(Configuration configuration, StateFolder state)
            throws ConfigurationException, IOException, Malformed {
        if (configuration.mqtt().isEmpty()) {
            return Optional.empty();
        }
        var network = state.network();
        if (network.isEmpty()) {
            throw new ConfigurationException(
                    "setting 'mqtt' is there, but this module was enrolled without a certificate:"
                            + " remove it, or use 'prepare --mqtt' and 'enrol' again");
        }
        return network;
    }

    private static void run(
            Configuration configuration,
            ModuleIdentity identity,
            Optional<NetworkIdentity> network,
            Journal journal)
            throws JournalUnavailable {
        var time = TimeSource.find();
        var log = new LimitedLog(new StreamLog(System.err, time), time::uptime);
        log.say(Stage.START, "%s journal recovery".formatted(identity));
        var disturbances = new Disturbances();
        var loop = new AgentLoop(time, disturbances);
        var name = configuration.name().orElse(identity.module().toString());
        try (var radio =
                        new AirRadio(
                                Path.of(configuration.radio().place()),
                                name,
                                radioInbox(loop),
                                log,
                                () -> System.out.println("{\"event\":\"ready\"}"));
                var machine =
                        AttachedMachine.of(
                                configuration, identity.currency(), loop, log, disturbances, time);
                var uplink = uplink(configuration, network, loop, time, log)) {
            var agent =
                    new Agent(
                            identity,
                            configuration.agent(),
                            journal,
                            radio,
                            machine.port(),
                            uplink,
                            new KeyGenerator(new SecureRandom()),
                            log,
                            disturbances,
                            time.uptime());
            radio.start();
            machine.start().run();
            endWith(Thread.currentThread());
            loop.run(agent);
        }
    }

    /// The SDK's classes and its native library are loaded here, and only for a module with MQTT.
    private static UplinkPort uplink(
            Configuration configuration,
            Optional<NetworkIdentity> network,
            AgentLoop loop,
            TimeSource time,
            StageLog log) {
        if (configuration.mqtt().isEmpty() || network.isEmpty()) {
            return UplinkPort.NONE;
        }
        var mqtt = configuration.mqtt().get();
        return MqttUplink.open(
                network.get(), mqtt.endpoint(), mqtt.ingest(), uplinkInbox(loop), time, log);
    }

    private static UplinkInbox uplinkInbox(AgentLoop loop) {
        return new UplinkInbox() {
            @Override
            public boolean offer(UplinkEvent event) {
                return loop.offer(new AgentEvent.Uplink(event));
            }

            @Override
            public void put(UplinkEvent event) throws InterruptedException {
                loop.put(new AgentEvent.Uplink(event));
            }
        };
    }

    private static AirRadio.Inbox radioInbox(AgentLoop loop) {
        return new AirRadio.Inbox() {
            @Override
            public boolean offer(RadioEvent event) {
                return loop.offer(new AgentEvent.Radio(event));
            }

            @Override
            public void put(RadioEvent event) throws InterruptedException {
                loop.put(new AgentEvent.Radio(event));
            }
        };
    }

    /// A clean stop (SIGTERM) lets the loop end its session and close the journal; the program is
    /// gone when its hooks have returned.
    private static void endWith(Thread loop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(loop), "stop"));
    }

    private static void end(Thread loop) {
        loop.interrupt();
        try {
            loop.join(AgentLoop.WIND_DOWN.plusSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Journal witnessed(Journal journal) {
        return ServiceLoader.load(JournalWitness.class)
                .findFirst()
                .<Journal>map(witness -> new WitnessedJournal(journal, witness))
                .orElse(journal);
    }
}
