package dev.coinless.proof.crash;

import dev.coinless.edge.agent.Agent;
import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.agent.AgentSettings;
import dev.coinless.edge.agent.BeaconSettings;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.edge.uplink.UplinkPort;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.Uptime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/// The production agent on a journal that a crash left, for its first seconds: it recovers, with
/// nobody near and a machine that counts signals.
final class Revival {

    private static final int SECONDS = 3;

    private Revival() {}

    /// Recovers.
    ///
    /// @return signals that it gave, which must be none
    static int of(Path file, ModuleIdentity identity) throws JournalUnavailable {
        var machine = new Counting();
        try (var journal = SqliteJournal.open(file)) {
            var agent =
                    new Agent(
                            identity,
                            new AgentSettings(
                                    new BeaconSettings(
                                            LegacyAdvertising.DEVELOPMENT_COMPANY,
                                            Duration.ofSeconds(30),
                                            0,
                                            0),
                                    VendTimeouts.usual(),
                                    false),
                            journal,
                            new Nobody(),
                            machine,
                            UplinkPort.NONE,
                            new KeyGenerator(
                                    RandomGeneratorFactory.of("L64X128MixRandom").create(1)),
                            (_, _) -> {},
                            new Disturbances(),
                            Uptime.ZERO);
            for (int second = 0; second <= SECONDS; second++) {
                agent.on(new AgentEvent.Tick(), Uptime.ofSeconds(second));
            }
        }
        return machine.signals;
    }

    private static final class Counting implements MachinePort {
        private int signals;

        @Override
        public Capability capability() {
            return new Capability.Sessions();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void open(Order order, Uptime now) {
            signals++;
        }

        @Override
        public void approve(Selection selection, Uptime now) {
            signals++;
        }

        @Override
        public void deny(Uptime now) {}

        @Override
        public void end(Uptime now) {}

        @Override
        public List<MachineEvent> hear(MachineInput input, Uptime now) {
            return List.of();
        }
    }

    private static final class Nobody implements RadioPort {
        @Override
        public void advertise(Bytes advertisingData, Bytes scanResponse) {}

        @Override
        public void silence() {}

        @Override
        public void answer(long read, Bytes value) {}

        @Override
        public void notifyOut(ConnectionId connection, Bytes frame) {}

        @Override
        public void notifyRequest(ConnectionId connection, Bytes start) {}

        @Override
        public void disconnect(ConnectionId connection) {}
    }
}
