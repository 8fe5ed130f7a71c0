package dev.coinless.lab.raw;

import dev.coinless.lab.world.World;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import dev.coinless.simulators.air.link.PeripheralEvents;
import dev.coinless.simulators.air.link.PeripheralLink;
import dev.coinless.simulators.air.link.ReadReply;
import dev.coinless.simulators.air.link.WriteReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Somebody's radio that claims to be a module: it broadcasts what it likes, takes what phones
/// write, and answers nothing.
public final class RogueBeacon implements AutoCloseable {

    private static final int TX_POWER = -59;

    private final PeripheralLink link;
    private final Claims claims;

    private RogueBeacon(PeripheralLink link, Claims claims) {
        this.link = link;
        this.claims = claims;
    }

    /// Joins the air under a name of its own and claims to be a module.
    public static RogueBeacon advertising(
            World world, String name, ModuleId module, AuthorizationCode code) {
        var advertisement = new Advertisement(Set.of(), module, code, 0, TX_POWER);
        var claims = new Claims(advertisement);
        try {
            var link = PeripheralLink.open(world.air().socket(), name, claims);
            link.advertise(
                    LegacyAdvertising.advertisingData().toArray(),
                    LegacyAdvertising.scanResponse(
                                    LegacyAdvertising.DEVELOPMENT_COMPANY, advertisement)
                            .toArray());
            return new RogueBeacon(link, claims);
        } catch (IOException e) {
            throw new AssertionError("no radio", e);
        }
    }

    /// The messages that phones wrote, oldest first.
    public List<Message> written() {
        return List.copyOf(claims.messages);
    }

    /// Whether a phone wrote a message of a kind.
    public boolean has(MessageKind kind) {
        return written().stream().anyMatch(each -> each.kind() == kind);
    }

    /// The body of the first message of a kind.
    public Bytes message(MessageKind kind) {
        return written().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " among " + written()))
                .body();
    }

    @Override
    public void close() {
        link.close();
    }

    /// What it tells phones.
    private static final class Claims implements PeripheralEvents {

        private final Advertisement advertisement;
        private final List<Message> messages = new CopyOnWriteArrayList<>();
        private Reassembly reassembly = new Reassembly.Idle();

        Claims(Advertisement advertisement) {
            this.advertisement = advertisement;
        }

        @Override
        public void connected(ConnectionId connection, int mtu) {
            reassembly = new Reassembly.Idle();
        }

        @Override
        public void disconnected(ConnectionId connection, String reason) {}

        @Override
        public void read(ConnectionId connection, Characteristic characteristic, ReadReply reply) {
            reply.value(
                    characteristic == Characteristic.INFO
                            ? info().encoded().toArray()
                            : new byte[0]);
        }

        /// A nonce of its own: that of the module it imitates it does not know.
        private ModuleStatus info() {
            return new ModuleStatus(advertisement, Bytes.of(new byte[16]), Map.of());
        }

        @Override
        public void write(
                ConnectionId connection,
                Characteristic characteristic,
                byte[] value,
                WriteReply reply) {
            reply.accept();
            var step = Reassembly.step(reassembly, Bytes.of(value));
            reassembly = step.next();
            if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
                messages.add(message);
            }
        }

        @Override
        public void subscribed(ConnectionId connection, Characteristic characteristic) {}

        @Override
        public void linkLost(AirLinkException reason) {}
    }
}
