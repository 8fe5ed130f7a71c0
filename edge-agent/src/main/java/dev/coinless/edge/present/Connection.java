package dev.coinless.edge.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One phone's connection: its nonce, what has arrived of a message, and when it was last heard.
public final class Connection {

    /// A connection that says nothing for so long is dropped: radios hold few of them.
    public static final Duration IDLE = Duration.ofSeconds(10);

    /// How long a phone may stay without buying while the radio is crowded: whoever waits for a
    /// grant has it by then.
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Broken frames since the last whole message after which a connection is ended: no radio loses
    /// so many, and each costs the module an answer.
    public static final int MAX_BROKEN = 64;

    private final ConnectionId id;
    private final int mtu;
    private final Bytes nonce;
    private Reassembly received = new Reassembly.Idle();
    private VerificationBudget budget = VerificationBudget.of(VerificationBudget.PER_CONNECTION);
    private Uptime lastActive;
    private Uptime lastSettled;
    private Optional<Counter> own = Optional.empty();
    private int broken;

    /// A phone has just connected.
    ///
    /// @param nonce fresh, for this connection only
    public Connection(ConnectionId id, int mtu, Bytes nonce, Uptime now) {
        this.id = id;
        this.mtu = mtu;
        this.nonce = nonce;
        this.lastActive = now;
        this.lastSettled = now;
    }

    public ConnectionId id() {
        return id;
    }

    public Bytes nonce() {
        return nonce;
    }

    /// Takes a frame in; only one that fits counts as activity.
    public Reassembly.Outcome take(Bytes frame, Uptime now) {
        var step = Reassembly.step(received, frame);
        received = step.next();
        switch (step.outcome()) {
            case Reassembly.Outcome.Broken _ -> broken++;
            case Reassembly.Outcome.Complete _ -> {
                broken = 0;
                touch(now);
            }
            case Reassembly.Outcome.Incomplete() -> touch(now);
        }
        return step.outcome();
    }

    /// Whether it says nothing but nonsense.
    public boolean isNonsense() {
        return broken >= MAX_BROKEN;
    }

    /// The phone on this connection has shown that this consumption is its own.
    public void owns(Counter consumption) {
        own = Optional.of(consumption);
    }

    /// The last consumption that is this phone's own.
    public Optional<Counter> own() {
        return own;
    }

    public void touch(Uptime now) {
        lastActive = now;
    }

    /// A purchase on this connection is over.
    public void settled(Uptime now) {
        lastSettled = now;
        touch(now);
    }

    /// Whether it has been here long without a purchase, whatever it says to keep alive.
    public boolean isOverdue(Uptime now) {
        return now.since(lastSettled).compareTo(PATIENCE) > 0;
    }

    public boolean isIdle(Uptime now) {
        return now.since(lastActive).compareTo(IDLE) > 0;
    }

    /// The frames of a message to this phone.
    public List<Bytes> frames(MessageKind kind, Bytes body) {
        return new Message(kind, body).frames(mtu);
    }

    /// As much of a value as one notification to this phone carries.
    public Bytes cut(Bytes value) {
        int room = Math.min(mtu - Gatt.ATT_OVERHEAD, Gatt.MAX_VALUE);
        return value.first(Math.min(value.length(), room));
    }

    /// Takes one signature check from this connection's budget and from everybody's.
    ///
    /// @param share what this connection may cause in a second at the moment
    /// @return everybody's budget after it; empty if either is used up, and then none is taken
    public Optional<VerificationBudget> spend(VerificationBudget everybody, int share, Uptime now) {
        var own = budget.take(now, share);
        var all = everybody.take(now);
        if (own.isPresent() && all.isPresent()) {
            budget = own.get();
            return all;
        }
        return Optional.empty();
    }
}
