package dev.coinless.edge.agent;

import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.present.Connection;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioPort;
import dev.coinless.edge.present.VerificationBudget;
import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.present.Verdict;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.time.Uptime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The phones that are connected: who they are, what they may cost, who waits for which receipt.
final class Conversations {

    /// More connections than a Raspberry Pi's radio holds; bounds memory whatever the radio does.
    private static final int MAX_CONNECTIONS = 64;

    /// From so many connections on, those that do not buy make room: a Raspberry Pi's radio holds
    /// seven or eight.
    static final int CROWDED = 6;

    private final RadioPort radio;
    private final KeyGenerator random;
    private final StageLog log;
    private final Refusals refusals;
    private final Disturbances disturbances;
    private final Map<ConnectionId, Connection> connections = new LinkedHashMap<>();
    private final Map<Counter, ConnectionId> waiting = new HashMap<>();
    private VerificationBudget budget = VerificationBudget.of(VerificationBudget.IN_ALL);

    Conversations(
            RadioPort radio,
            KeyGenerator random,
            StageLog log,
            Refusals refusals,
            Disturbances disturbances) {
        this.radio = radio;
        this.random = random;
        this.log = log;
        this.refusals = refusals;
        this.disturbances = disturbances;
    }

    void open(ConnectionId id, int mtu, Uptime now) {
        if (connections.size() >= MAX_CONNECTIONS) {
            disturbances.count(Disturbance.CONNECTION_REFUSED);
            radio.disconnect(id);
            return;
        }
        var nonce = random.bytes(ModuleStatus.NONCE_LENGTH);
        connections.put(id, new Connection(id, mtu, nonce, now));
    }

    void close(ConnectionId id) {
        connections.remove(id);
        waiting.values().removeIf(id::equals);
    }

    Optional<Connection> find(ConnectionId id) {
        return Optional.ofNullable(connections.get(id));
    }

    /// Takes a frame in.
    ///
    /// @return the message that it completes, if any
    Optional<Message> take(Connection connection, Bytes frame, Uptime now) {
        return switch (connection.take(frame, now)) {
            case Reassembly.Outcome.Incomplete() -> Optional.empty();
            case Reassembly.Outcome.Complete(var message) -> Optional.of(message);
            case Reassembly.Outcome.Broken(var reason) -> {
                disturbances.count(Disturbance.BROKEN_FRAME);
                log.say(
                        Stage.PRESENT,
                        "broken-frame connection=%s: %s".formatted(connection.id(), reason));
                refuse(connection, Refusal.MALFORMED);
                if (connection.isNonsense()) {
                    drop(connection, "nonsense");
                }
                yield Optional.empty();
            }
        };
    }

    /// Whether one signature check more is within the limits.
    boolean mayVerify(Connection connection, Uptime now) {
        var after = connection.spend(budget, VerificationBudget.share(connections.size()), now);
        after.ifPresentOrElse(
                left -> budget = left, () -> disturbances.count(Disturbance.CHECK_LEFT_OUT));
        return after.isPresent();
    }

    void accept(Connection connection) {
        send(connection, MessageKind.VERDICT, new Verdict.Accepted().encoded());
    }

    void refuse(Connection connection, Refusal reason) {
        refusals.count(reason);
        log.say(
                Stage.PRESENT,
                "refused reason=%s connection=%s".formatted(reason, connection.id()));
        send(connection, MessageKind.VERDICT, new Verdict.Refused(reason).encoded());
    }

    void send(Connection connection, MessageKind kind, Bytes body) {
        connection.frames(kind, body).forEach(frame -> radio.notifyOut(connection.id(), frame));
    }

    /// Tells every phone what `Request` holds from now on.
    void requestIs(Bytes value) {
        connections.values().forEach(each -> radio.notifyRequest(each.id(), each.cut(value)));
    }

    /// From now on this connection hears of the consumption, until its receipt is sent.
    void await(Counter counter, Connection connection) {
        waiting.put(counter, connection.id());
        connection.owns(counter);
    }

    void told(Counter counter, SessionState state) {
        waitingFor(counter)
                .ifPresent(connection -> send(connection, MessageKind.STATE, state.encoded()));
    }

    void receipted(Counter counter, Bytes receipt, Uptime now) {
        told(counter, SessionState.ENDED);
        waitingFor(counter)
                .ifPresent(connection -> {
                    send(connection, MessageKind.RECEIPT, receipt);
                    connection.settled(now);
                });
        waiting.remove(counter);
    }

    /// Drops who is idle, and where it is crowded who has long been here without buying; whoever
    /// waits for a receipt may be silent.
    void tick(Uptime now) {
        for (var connection : List.copyOf(connections.values())) {
            boolean crowded = connections.size() >= CROWDED;
            if (waiting.containsValue(connection.id())) {
                continue;
            }
            if (connection.isIdle(now)) {
                drop(connection, "idle");
            } else if (crowded && connection.isOverdue(now)) {
                drop(connection, "overdue");
            }
        }
    }

    private void drop(Connection connection, String why) {
        log.say(Stage.PRESENT, "%s connection=%s dropped".formatted(why, connection.id()));
        disturbances.count(Disturbance.CONNECTION_DROPPED);
        close(connection.id());
        radio.disconnect(connection.id());
    }

    private Optional<Connection> waitingFor(Counter counter) {
        return Optional.ofNullable(waiting.get(counter)).flatMap(this::find);
    }
}
