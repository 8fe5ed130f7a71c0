package dev.coinless.simulators.air;

import dev.coinless.simulators.air.Frame.Direction;
import dev.coinless.simulators.air.Frame.Kind;
import dev.coinless.simulators.air.link.AirLimits;
import dev.coinless.simulators.air.link.AirLinkException.Reason;
import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads, writes, subscriptions and notifications inside connections.
///
/// What breaks GATT's rules is an [IOException], which ends the link of who sent it: the link
/// library checks first, so only another program can get here.
final class Exchanges {
    /// Requests of one connection that a peripheral may leave unanswered at a time.
    static final int OPEN_REQUESTS = 32;

    /// Ticks until an unanswered request ends its connection: 30 s, ATT's transaction timeout
    /// (Bluetooth Core 3.F 3.3.3). Ticks and not time, so that a moved lab clock ends nothing.
    static final int TICKS_TO_ANSWER = 300;

    /// A request that the peripheral has not answered.
    private record Open(
            Connection connection,
            long request,
            Kind kind,
            Characteristic characteristic,
            long deadline) {}

    private record Subscription(ConnectionId connection, Characteristic characteristic) {}

    private final Capture capture;
    private final Map<Long, Open> open = new LinkedHashMap<>();
    private final Set<Subscription> subscriptions = new HashSet<>();
    private long last;
    private long ticks;

    Exchanges(Capture capture) {
        this.capture = capture;
    }

    void read(Connection connection, AirMessage.Read asked) throws IOException {
        require(asked.characteristic().readable(), asked);
        long number = opened(connection, asked.request(), Kind.READ, asked.characteristic(), "");
        if (number > 0) {
            connection
                    .peripheral()
                    .deliver(new AirMessage.Read(number, connection.id(), asked.characteristic()));
        }
    }

    void write(Connection connection, AirMessage.Write asked) throws IOException {
        require(asked.characteristic().writable(), asked);
        requireFits(connection, asked.value());
        long number =
                opened(
                        connection,
                        asked.request(),
                        Kind.WRITE,
                        asked.characteristic(),
                        asked.value());
        if (number > 0) {
            connection
                    .peripheral()
                    .deliver(
                            new AirMessage.Write(
                                    number,
                                    connection.id(),
                                    asked.characteristic(),
                                    asked.value()));
        }
    }

    /// The air's number of the request, or 0 if the connection has too many open.
    private long opened(
            Connection connection,
            long request,
            Kind kind,
            Characteristic characteristic,
            String value) {
        long unanswered =
                open.values().stream()
                        .filter(other -> other.connection().equals(connection))
                        .count();
        if (unanswered >= OPEN_REQUESTS) {
            connection
                    .central()
                    .deliver(
                            new AirMessage.Failure(
                                    request,
                                    Reason.REFUSED,
                                    connection.id() + " has " + unanswered + " open requests"));
            return 0;
        }
        capture.data(connection, kind, Direction.TO_MODULE, characteristic, null, value);
        open.put(
                ++last,
                new Open(connection, request, kind, characteristic, ticks + TICKS_TO_ANSWER));
        return last;
    }

    /// A peripheral's good answer; one to a request that is over goes nowhere.
    void answered(Member peripheral, AirMessage.Answer answer) throws IOException {
        Open request = open.get(answer.request());
        if (request == null || !request.connection().peripheral().equals(peripheral)) {
            return;
        }
        if (Values.bytes(answer.value()) > AirLimits.ATTRIBUTE_BYTES) {
            throw new IOException("an attribute of more than 512 bytes: " + answer);
        }
        open.remove(answer.request());
        capture.data(
                request.connection(),
                request.kind(),
                Direction.TO_PHONE,
                request.characteristic(),
                "ok",
                answer.value());
        request.connection()
                .central()
                .deliver(new AirMessage.Answer(request.request(), answer.value()));
    }

    /// A peripheral's bad answer.
    void refused(Member peripheral, AirMessage.Failure failure) {
        Open request = open.get(failure.request());
        if (request == null || !request.connection().peripheral().equals(peripheral)) {
            return;
        }
        open.remove(failure.request());
        capture.data(
                request.connection(),
                request.kind(),
                Direction.TO_PHONE,
                request.characteristic(),
                failure.message(),
                "");
        request.connection()
                .central()
                .deliver(
                        new AirMessage.Failure(
                                request.request(), failure.reason(), failure.message()));
    }

    void subscribe(Connection connection, AirMessage.Subscribe asked) throws IOException {
        require(asked.characteristic().notifying(), asked);
        subscriptions.add(new Subscription(connection.id(), asked.characteristic()));
        capture.data(
                connection, Kind.SUBSCRIBE, Direction.TO_MODULE, asked.characteristic(), null, "");
        connection
                .peripheral()
                .deliver(new AirMessage.Subscribed(connection.id(), asked.characteristic()));
        connection.central().deliver(new AirMessage.Answer(asked.request(), ""));
    }

    void notify(Connection connection, AirMessage.Notify sent) throws IOException {
        require(sent.characteristic().notifying(), sent);
        requireFits(connection, sent.value());
        if (subscriptions.contains(new Subscription(connection.id(), sent.characteristic()))) {
            capture.data(
                    connection,
                    Kind.NOTIFY,
                    Direction.TO_PHONE,
                    sent.characteristic(),
                    null,
                    sent.value());
            connection.central().deliver(sent);
        }
    }

    private static void require(boolean allowed, AirMessage message) throws IOException {
        if (!allowed) {
            throw new IOException("this characteristic does not do that: " + message);
        }
    }

    private static void requireFits(Connection connection, String value) throws IOException {
        if (Values.bytes(value) > AirLimits.valueBytes(connection.mtu())) {
            throw new IOException("MTU %d does not carry %s".formatted(connection.mtu(), value));
        }
    }

    void forget(ConnectionId connection) {
        open.values().removeIf(request -> request.connection().id().equals(connection));
        subscriptions.removeIf(subscription -> subscription.connection().equals(connection));
    }

    /// Counts time; returns the connections whose peripheral did not answer in it.
    List<Connection> tick() {
        ticks++;
        return open.values().stream()
                .filter(request -> request.deadline() <= ticks)
                .map(Open::connection)
                .distinct()
                .toList();
    }
}
