package dev.coinless.simulators.air;

import dev.coinless.simulators.air.Frame.Direction;
import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.AirMessage.Role;
import dev.coinless.simulators.air.link.ConnectionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The air: members, ranges, broadcasts, connections. One monitor; no method waits.
final class Air {
    /// Members at a time: more than any lab has phones and modules, fewer than threads hurt.
    static final int MEMBERS = 256;

    /// Milliseconds between two reports of the same advertiser to a scanner.
    static final int TICK_MILLIS = 100;

    private final RandomGenerator random;
    private final Capture capture;
    private final Ranges ranges = new Ranges();
    private final Broadcasts broadcasts;
    private final Exchanges exchanges;
    private final Connections connections;
    private final List<Member> members = new ArrayList<>();

    Air(RandomGenerator random, Capture capture) {
        this.random = random;
        this.capture = capture;
        this.broadcasts = new Broadcasts(ranges, capture);
        this.exchanges = new Exchanges(capture);
        this.connections = new Connections(ranges, broadcasts, capture, exchanges);
    }

    /// Welcomes a new member, or refuses a name that is taken for this role.
    synchronized Optional<Member> join(AirMessage.Hello hello, Member.Outbox outbox) {
        String refusal = refusal(hello);
        if (!refusal.isEmpty()) {
            outbox.deliver(new AirMessage.Unwelcome(refusal));
            return Optional.empty();
        }
        var member = new Member(hello.role(), hello.name(), freshAddress(), outbox);
        members.add(member);
        member.deliver(new AirMessage.Welcome(member.address()));
        return Optional.of(member);
    }

    private String refusal(AirMessage.Hello hello) {
        if (!hello.name().matches("[A-Za-z0-9_-]{1,32}")) {
            return "a name on the air is 1 to 32 letters, digits, - or _, not: " + hello.name();
        }
        if (members.size() == MEMBERS) {
            return "the air is full: " + MEMBERS + " members";
        }
        boolean taken =
                members.stream()
                        .anyMatch(m -> m.role() == hello.role() && m.name().equals(hello.name()));
        return taken ? "there is a " + hello.role() + " named " + hello.name() + " already" : "";
    }

    /// A random static address: the two highest bits are ones (Bluetooth Core 6.B 1.3.2.1).
    private String freshAddress() {
        byte[] address = new byte[6];
        random.nextBytes(address);
        address[0] |= (byte) 0xc0;
        return HexFormat.ofDelimiter(":").formatHex(address);
    }

    /// Acts on one message.
    ///
    /// @throws IOException if it breaks the protocol; its link is to be closed
    synchronized void received(Member from, AirMessage message) throws IOException {
        if (!members.contains(from)) {
            return;
        }
        switch (from.role()) {
            case PERIPHERAL -> fromPeripheral(from, message);
            case CENTRAL -> fromCentral(from, message);
        }
    }

    private void fromPeripheral(Member module, AirMessage message) throws IOException {
        switch (message) {
            case AirMessage.Advertise broadcast -> broadcasts.advertise(module, broadcast);
            case AirMessage.StopAdvertising() -> broadcasts.stopAdvertising(module);
            case AirMessage.Answer answer -> exchanges.answered(module, answer);
            case AirMessage.Failure failure -> exchanges.refused(module, failure);
            case AirMessage.Notify sent -> {
                @Nullable Connection connection = connection(module, sent.connection());
                if (connection != null) {
                    exchanges.notify(connection, sent);
                }
            }
            case AirMessage.Disconnect(var id) -> disconnect(module, id);
            default -> throw new IOException("not from a peripheral: " + message);
        }
    }

    private void fromCentral(Member phone, AirMessage message) throws IOException {
        switch (message) {
            case AirMessage.StartScan() -> broadcasts.startScan(phone);
            case AirMessage.StopScan() -> broadcasts.stopScan(phone);
            case AirMessage.Connect wish -> connections.connect(phone, wish);
            case AirMessage.Read asked -> {
                @Nullable Connection connection =
                        requested(phone, asked.connection(), asked.request());
                if (connection != null) {
                    exchanges.read(connection, asked);
                }
            }
            case AirMessage.Write asked -> {
                @Nullable Connection connection =
                        requested(phone, asked.connection(), asked.request());
                if (connection != null) {
                    exchanges.write(connection, asked);
                }
            }
            case AirMessage.Subscribe asked -> {
                @Nullable Connection connection =
                        requested(phone, asked.connection(), asked.request());
                if (connection != null) {
                    exchanges.subscribe(connection, asked);
                }
            }
            case AirMessage.Disconnect(var id) -> disconnect(phone, id);
            default -> throw new IOException("not from a central: " + message);
        }
    }

    private @Nullable Connection connection(Member member, ConnectionId id) {
        @Nullable Connection connection = connections.find(id);
        return connection != null && connection.has(member) ? connection : null;
    }

    /// The connection of a request; if it is over, the request has failed.
    private @Nullable Connection requested(Member phone, ConnectionId id, long request) {
        @Nullable Connection connection = connection(phone, id);
        if (connection == null) {
            phone.deliver(new AirMessage.Failure(request, Reason.DISCONNECTED, id + " is over"));
        }
        return connection;
    }

    private void disconnect(Member by, ConnectionId id) {
        @Nullable Connection connection = connection(by, id);
        if (connection != null) {
            connections.end(connection, awayFrom(by), "closed by " + by.name());
        }
    }

    private static Direction awayFrom(Member member) {
        return member.role() == Role.CENTRAL ? Direction.TO_MODULE : Direction.TO_PHONE;
    }

    /// A member's socket ended.
    synchronized void leave(Member member) {
        if (members.remove(member)) {
            broadcasts.forget(member);
            for (Connection connection : connections.of(c -> c.has(member))) {
                connections.end(connection, awayFrom(member), member.name() + " left the air");
            }
        }
    }

    /// To be called every [#TICK_MILLIS].
    synchronized void tick() {
        broadcasts.reportAll();
        for (Connection connection : exchanges.tick()) {
            connections.end(
                    connection,
                    Direction.TO_PHONE,
                    connection.peripheral().name() + " did not answer in 30 s");
        }
    }

    /// Puts a phone and a module in range of each other, members or not.
    synchronized void setRange(String phone, String module, int rssi) {
        ranges.set(phone, module, rssi);
        broadcasts.reportPair(phone, module);
        connections.rangeChanged(phone, module);
    }

    synchronized void setOutOfRange(String phone, String module) {
        ranges.remove(phone, module);
        connections.rangeChanged(phone, module);
    }

    synchronized void limitMtu(String name, int mtu) {
        connections.limitMtu(name, mtu);
    }

    synchronized List<Frame> capture(String name, long from) {
        return capture.of(name, from);
    }

    synchronized long capturedFrames() {
        return capture.size();
    }

    synchronized void finishCapture() {
        capture.finish();
    }

    /// One member for `status`.
    record Presence(
            String name, Role role, String address, boolean onAir, List<Integer> connections) {}

    synchronized List<Presence> status() {
        return members.stream()
                .map(member ->
                        new Presence(
                                member.name(),
                                member.role(),
                                member.address(),
                                broadcasts.advertises(member) || broadcasts.scans(member),
                                connections.of(c -> c.has(member)).stream()
                                        .map(c -> c.id().number())
                                        .toList()))
                .toList();
    }
}
