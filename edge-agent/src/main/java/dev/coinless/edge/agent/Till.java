package dev.coinless.edge.agent;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.receipt.ReceiptBook;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.VendSession;
import dev.coinless.edge.vend.VendSession.Effect;
import dev.coinless.edge.vend.VendSession.Event;
import dev.coinless.edge.vend.VendSession.State;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Runs the one session at the machine: steps [VendSession] and does what it says, in its order.
final class Till {

    /// How often consumptions without a session are looked for; they exist after a power cut and
    /// after a journal that failed.
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /// How long a journal that failed is left alone; a full card is not emptied by asking faster.
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// Who hears how a session goes.
    interface Audience {
        void told(Counter counter, SessionState state);

        void receipted(Counter counter, Bytes receipt);
    }

    private final Journal journal;
    private final ReceiptBook receipts;
    private final MachinePort machine;
    private VendTimeouts timeouts;
    private final StageLog log;
    private final Requests requests;
    private final Audience audience;
    private State state = new State.NoSession();
    private Uptime nextSweep = Uptime.ZERO;
    private Uptime nextTry = Uptime.ZERO;

    Till(
            Journal journal,
            ReceiptBook receipts,
            MachinePort machine,
            VendTimeouts timeouts,
            StageLog log,
            Requests requests,
            Audience audience) {
        this.journal = journal;
        this.receipts = receipts;
        this.machine = machine;
        this.timeouts = timeouts;
        this.log = log;
        this.requests = requests;
        this.audience = audience;
    }

    /// Other timeouts; not within a session.
    void use(VendTimeouts other) {
        timeouts = other;
    }

    Capability capability() {
        return machine.capability();
    }

    boolean isMachineReady() {
        return machine.isReady();
    }

    /// Whether neither a session nor a selection is under way.
    boolean isIdle() {
        return state instanceof State.NoSession;
    }

    /// The consumption whose session is under way.
    Optional<Counter> inSession() {
        return switch (state) {
            case State.NoSession(), State.Requested _ -> Optional.empty();
            case State.Opening(var sale, _) -> Optional.of(sale.counter());
            case State.Selecting(var sale, _) -> Optional.of(sale.counter());
            case State.Intending(var sale, _) -> Optional.of(sale.counter());
            case State.Vending(var sale, _, _) -> Optional.of(sale.counter());
            case State.Recording(var sale, _, _, _) -> Optional.of(sale.counter());
            case State.Settling(var sale) -> Optional.of(sale.counter());
        };
    }

    void begin(Order order, Uptime now) {
        step(new Event.Begin(order), now);
    }

    /// Ends a session in which no vend is under way, and denies a selection that waits; a vend or a
    /// train that is under way is waited for.
    void stop(Uptime now) {
        boolean idle =
                state instanceof State.Opening
                        || (state instanceof State.Selecting(var sale, _)
                                && !sale.isTrainUnderWay());
        if (idle) {
            step(new Event.Machine(new MachineEvent.SessionEnded()), now);
            machine.end(now);
        }
        dismiss(now);
    }

    /// Denies the selection that waits for its grant, if one does.
    void dismiss(Uptime now) {
        step(new Event.Dismissed(), now);
    }

    void hear(MachineInput input, Uptime now) {
        machine.hear(input, now).forEach(event -> step(new Event.Machine(event), now));
    }

    void tick(Uptime now) {
        hear(new MachineInput.Tick(), now);
        if (!now.isBefore(nextTry)) {
            step(new Event.Tick(), now);
        }
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP);
            sweep();
        }
    }

    /// Writes the receipts of consumptions that no session will end.
    void sweep() {
        try {
            for (var counter : journal.pending()) {
                if (!inSession().equals(Optional.of(counter))) {
                    log.say(Stage.RECEIPT, "recovered counter=" + counter);
                    settle(counter);
                }
            }
        } catch (JournalUnavailable e) {
            log.say(Stage.RECEIPT, "waiting the journal cannot be used: " + e.getMessage());
        }
    }

    private void step(Event first, Uptime now) {
        Deque<Event> events = new ArrayDeque<>();
        events.add(first);
        while (!events.isEmpty()) {
            var step = VendSession.step(state, events.removeFirst(), now, timeouts);
            var before = state;
            state = step.next();
            if (!before.getClass().equals(state.getClass())) {
                log.say(Stage.VEND, "session " + state.getClass().getSimpleName());
            }
            step.effects().forEach(effect -> run(effect, now, events));
            machine.hear(new MachineInput.Tick(), now)
                    .forEach(event -> events.add(new Event.Machine(event)));
        }
    }

    private void run(Effect effect, Uptime now, Deque<Event> events) {
        switch (effect) {
            case Effect.Write(var record) -> events.add(record(record, now));
            case Effect.Settle(var counter) -> events.add(trySettle(counter, now));
            case Effect.Ask(var selection) ->
                    events.add(
                            requests.ask(selection, now)
                                    ? new Event.Durable()
                                    : new Event.NotDurable());
            case Effect.Withdraw() -> requests.withdraw();
            case Effect.Open(var order) -> {
                log.say(Stage.VEND, "open counter=%s".formatted(order.consumption().counter()));
                machine.open(order, now);
            }
            case Effect.Approve(var selection) -> {
                log.say(
                        Stage.VEND,
                        "signal approve item=%d price=%s"
                                .formatted(selection.item(), selection.price()));
                machine.approve(selection, now);
            }
            case Effect.Deny() -> {
                log.say(Stage.VEND, "deny");
                machine.deny(now);
            }
            case Effect.End() -> machine.end(now);
            case Effect.Tell(var told) -> inSession().ifPresent(it -> audience.told(it, told));
        }
    }

    private Event record(JournalRecord record, Uptime now) {
        try {
            if (!isThere(record)) {
                journal.append(record);
            }
            log.say(Stage.VEND, "journal " + record.kind());
            return new Event.Durable();
        } catch (JournalUnavailable e) {
            nextTry = now.plus(RETRY);
            log.say(Stage.VEND, "journal-failed %s: %s".formatted(record.kind(), e.getMessage()));
            return new Event.NotDurable();
        }
    }

    /// A result whose write failed may have arrived nevertheless; an INTENT is never taken for
    /// written, since a signal follows it.
    private boolean isThere(JournalRecord record) throws JournalUnavailable {
        return record instanceof JournalRecord.Resulted resulted
                && journal.of(resulted.counter()).contains(resulted);
    }

    private Event trySettle(Counter counter, Uptime now) {
        try {
            settle(counter);
            return new Event.Durable();
        } catch (JournalUnavailable e) {
            nextTry = now.plus(RETRY);
            log.say(Stage.RECEIPT, "journal-failed " + e.getMessage());
            return new Event.NotDurable();
        }
    }

    private void settle(Counter counter) throws JournalUnavailable {
        var receipt = receipts.settle(counter, requests.floor());
        log.say(Stage.RECEIPT, "written counter=%s".formatted(counter));
        audience.receipted(counter, receipt);
    }
}
