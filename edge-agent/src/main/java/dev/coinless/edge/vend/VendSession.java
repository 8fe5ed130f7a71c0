package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Order;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.VendResult;
import dev.coinless.edge.vend.VendSession.Effect.Approve;
import dev.coinless.edge.vend.VendSession.Effect.Ask;
import dev.coinless.edge.vend.VendSession.Effect.Deny;
import dev.coinless.edge.vend.VendSession.Effect.End;
import dev.coinless.edge.vend.VendSession.Effect.Open;
import dev.coinless.edge.vend.VendSession.Effect.Settle;
import dev.coinless.edge.vend.VendSession.Effect.Tell;
import dev.coinless.edge.vend.VendSession.Effect.Withdraw;
import dev.coinless.edge.vend.VendSession.Effect.Write;
import dev.coinless.edge.vend.VendSession.State.Intending;
import dev.coinless.edge.vend.VendSession.State.NoSession;
import dev.coinless.edge.vend.VendSession.State.Opening;
import dev.coinless.edge.vend.VendSession.State.Recording;
import dev.coinless.edge.vend.VendSession.State.Requested;
import dev.coinless.edge.vend.VendSession.State.Selecting;
import dev.coinless.edge.vend.VendSession.State.Settling;
import dev.coinless.edge.vend.VendSession.State.Vending;
import dev.coinless.model.id.Counter;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One session at the machine: `(state, event) -> (next state, effects)`.
///
/// The signal follows a durable INTENT, a result is durable before the session goes on, and every
/// session ends in [Effect.Settle], whose receipt is made from the journal alone. A journal that
/// fails before the signal denies the vend; one that fails after it is asked again at each tick.
///
/// A selection without a session asks for its grant first, and is then approved at once; while it
/// waits, the machine may withdraw it.
public final class VendSession {

    public sealed interface State {
        record NoSession() implements State {}

        /// A selection was made without a session and waits for its grant.
        record Requested(Selection selection, Uptime since) implements State {}

        /// The machine was told to open a session.
        record Opening(Sale sale, Uptime since) implements State {}

        /// The machine shows the funds and waits for a selection.
        record Selecting(Sale sale, Uptime since) implements State {}

        /// The INTENT is being written; no signal yet.
        record Intending(Sale sale, Selection selection) implements State {}

        /// The signal is given; money is owed until we hear how it ended.
        record Vending(Sale sale, Selection selection, Uptime since) implements State {}

        /// The result is being written.
        ///
        /// @param over whether the machine's session is over as well
        record Recording(Sale sale, Selection selection, VendResult result, boolean over)
                implements State {}

        /// The receipt is being written.
        record Settling(Sale sale) implements State {}
    }

    public sealed interface Event {
        /// The gate released an order.
        record Begin(Order order) implements Event {}

        record Machine(MachineEvent event) implements Event {}

        /// What was asked of the journal is durable.
        record Durable() implements Event {}

        /// What was asked of the journal could not be written.
        record NotDurable() implements Event {}

        /// The selection that waits for its grant is to be denied.
        record Dismissed() implements Event {}

        record Tick() implements Event {}
    }

    public sealed interface Effect {
        /// Write this, then say Durable or NotDurable.
        record Write(JournalRecord record) implements Effect {}

        /// Write the receipt of this consumption, then say Durable or NotDurable.
        record Settle(Counter counter) implements Effect {}

        record Open(Order order) implements Effect {}

        /// Open a REQUEST for this selection, then say Durable or NotDurable.
        record Ask(Selection selection) implements Effect {}

        /// Close the REQUEST that is open.
        record Withdraw() implements Effect {}

        /// The signal.
        record Approve(Selection selection) implements Effect {}

        record Deny() implements Effect {}

        record End() implements Effect {}

        /// Tell the phone.
        record Tell(SessionState state) implements Effect {}
    }

    public record Step(State next, List<Effect> effects) {
        static Step to(State next, Effect... effects) {
            return new Step(next, List.of(effects));
        }

        /// This step with an effect before its own.
        Step after(Effect first) {
            var all = new ArrayList<Effect>();
            all.add(first);
            all.addAll(effects);
            return new Step(next, all);
        }
    }

    private VendSession() {}

    public static Step step(State state, Event event, Uptime now, VendTimeouts timeouts) {
        return switch (state) {
            case NoSession none -> whenNoSession(none, event, now);
            case Requested requested -> whenRequested(requested, event, now, timeouts.request());
            case Opening opening -> whenOpening(opening, event, now, timeouts.opening());
            case Selecting selecting -> whenSelecting(selecting, event, now, timeouts.idle());
            case Intending intending -> whenIntending(intending, event, now);
            case Vending vending -> whenVending(vending, event, now, timeouts.vending());
            case Recording recording -> whenRecording(recording, event, now);
            case Settling settling -> whenSettling(settling, event);
        };
    }

    private static Step whenNoSession(NoSession state, Event event, Uptime now) {
        return switch (event) {
            case Event.Begin(var order) ->
                    Step.to(
                            new Opening(Sale.of(order), now),
                            new Open(order),
                            new Tell(SessionState.OPENING));
            case Event.Machine(MachineEvent.Selected(var selection)) ->
                    Step.to(new Requested(selection, now), new Ask(selection));
            case Event.Machine _,
                    Event.Durable _,
                    Event.NotDurable _,
                    Event.Dismissed _,
                    Event.Tick _ ->
                    Step.to(state);
        };
    }

    private static Step whenRequested(Requested state, Event event, Uptime now, Duration timeout) {
        return switch (event) {
            case Event.Begin(var order) ->
                    select(Sale.ofRequest(order), state.selection).after(new Withdraw());
            case Event.NotDurable _ -> Step.to(new NoSession(), new Deny());
            case Event.Dismissed _ -> Step.to(new NoSession(), new Withdraw(), new Deny());
            case Event.Tick _ when isOver(state.since, now, timeout) ->
                    Step.to(new NoSession(), new Withdraw(), new Deny());
            case Event.Machine(MachineEvent.Selected(var instead)) ->
                    Step.to(new Requested(instead, now), new Withdraw(), new Ask(instead));
            case Event.Machine(MachineEvent.NotVended _) ->
                    Step.to(new NoSession(), new Withdraw(), new End());
            case Event.Machine(MachineEvent.SessionOver _) ->
                    Step.to(new NoSession(), new Withdraw());
            case Event.Machine _, Event.Durable _, Event.Tick _ -> Step.to(state);
        };
    }

    private static Step whenOpening(Opening state, Event event, Uptime now, Duration timeout) {
        return switch (event) {
            case Event.Machine(MachineEvent.SessionOpened _) -> selecting(state.sale, now);
            case Event.Machine(MachineEvent.Selected(var selection)) ->
                    select(state.sale, selection);
            case Event.Machine(MachineEvent.VendRefused(var selection)) ->
                    refuse(state.sale, selection);
            case Event.Machine(MachineEvent.SessionOver _) -> settle(state.sale);
            case Event.Tick _ when isOver(state.since, now, timeout) ->
                    settle(state.sale, new End());
            case Event.Machine _,
                    Event.Begin _,
                    Event.Durable _,
                    Event.NotDurable _,
                    Event.Dismissed _,
                    Event.Tick _ ->
                    Step.to(state);
        };
    }

    private static Step whenSelecting(Selecting state, Event event, Uptime now, Duration timeout) {
        return switch (event) {
            case Event.Machine(MachineEvent.Selected(var selection)) ->
                    select(state.sale, selection);
            case Event.Machine(MachineEvent.VendRefused(var selection)) ->
                    refuse(state.sale, selection);
            case Event.Machine(MachineEvent.SessionOver _) -> settle(state.sale);
            case Event.Tick _ when isOver(state.since, now, timeout) ->
                    settle(state.sale, new End());
            case Event.Machine _,
                    Event.Begin _,
                    Event.Durable _,
                    Event.NotDurable _,
                    Event.Dismissed _,
                    Event.Tick _ ->
                    Step.to(state);
        };
    }

    private static Step whenIntending(Intending state, Event event, Uptime now) {
        return switch (event) {
            case Event.Durable _ -> approve(state, now);
            case Event.NotDurable _ -> settle(state.sale, new Deny());
            case Event.Begin _, Event.Machine _, Event.Dismissed _, Event.Tick _ -> Step.to(state);
        };
    }

    private static Step whenVending(Vending state, Event event, Uptime now, Duration timeout) {
        return switch (event) {
            case Event.Machine(MachineEvent.VendSucceeded _) ->
                    record(state, VendResult.VENDED, false);
            case Event.Machine(MachineEvent.MachineReset _) ->
                    record(state, VendResult.VENDED, true);
            case Event.Machine(MachineEvent.NotVended _) -> record(state, VendResult.FAILED, false);
            case Event.Machine(MachineEvent.MachineLost _) -> settle(state.sale);
            case Event.Tick _ when isOver(state.since, now, timeout) ->
                    settle(state.sale, new End());
            case Event.Machine _,
                    Event.Begin _,
                    Event.Durable _,
                    Event.NotDurable _,
                    Event.Dismissed _,
                    Event.Tick _ ->
                    Step.to(state);
        };
    }

    private static Step whenRecording(Recording state, Event event, Uptime now) {
        return switch (event) {
            case Event.Durable _ -> recorded(state, now);
            case Event.Tick _ -> Step.to(state, result(state));
            case Event.Machine(MachineEvent.SessionOver _) ->
                    Step.to(new Recording(state.sale, state.selection, state.result, true));
            case Event.Machine(MachineEvent.Selected _) ->
                    Step.to(
                            new Recording(state.sale, state.selection, state.result, true),
                            new Deny());
            case Event.Machine _, Event.Begin _, Event.NotDurable _, Event.Dismissed _ ->
                    Step.to(state);
        };
    }

    private static Step whenSettling(Settling state, Event event) {
        return switch (event) {
            case Event.Durable _ -> Step.to(new NoSession());
            case Event.Tick _ -> Step.to(state, new Settle(state.sale.counter()));
            case Event.Machine(MachineEvent.Selected _) -> Step.to(state, new Deny());
            case Event.Machine _, Event.Begin _, Event.NotDurable _, Event.Dismissed _ ->
                    Step.to(state);
        };
    }

    private static Step select(Sale sale, Selection selection) {
        if (!sale.covers(selection)) {
            return settle(sale, new Deny());
        }
        var attempt = sale.attempting();
        var intent =
                new Intended(
                        sale.counter(),
                        attempt.attempts(),
                        selection.item(),
                        selection.price().minorUnits());
        return Step.to(new Intending(attempt, selection), new Write(intent));
    }

    /// The machine refuses before any signal: that is a result, so that the customer can read it.
    private static Step refuse(Sale sale, Selection selection) {
        var recording = new Recording(sale.attempting(), selection, VendResult.FAILED, true);
        return Step.to(recording, result(recording));
    }

    /// A phone is told once that a train of signals has begun, not at each of them.
    private static Step approve(Intending state, Uptime now) {
        var next = new Vending(state.sale, state.selection, now);
        var approve = new Approve(state.selection);
        return state.sale.selectsItself() && state.sale.attempts() > 1
                ? Step.to(next, approve)
                : Step.to(next, approve, new Tell(SessionState.VENDING));
    }

    private static Step selecting(Sale sale, Uptime now) {
        var next = new Selecting(sale, now);
        return sale.selectsItself() ? Step.to(next) : Step.to(next, new Tell(SessionState.SELECT));
    }

    private static Step record(Vending state, VendResult result, boolean over) {
        var recording = new Recording(state.sale, state.selection, result, over);
        return Step.to(recording, result(recording));
    }

    private static Write result(Recording state) {
        return new Write(new Resulted(state.sale.counter(), state.sale.attempts(), state.result));
    }

    private static Step recorded(Recording state, Uptime now) {
        var sale = state.sale.with(state.result, state.selection);
        if (state.over) {
            return settle(sale);
        }
        return sale.isUsedUp() ? settle(sale, new End()) : selecting(sale, now);
    }

    /// Ends the session; whatever the machine still does in it is denied.
    private static Step settle(Sale sale, Effect... after) {
        var effects = new ArrayList<Effect>();
        effects.add(new Settle(sale.counter()));
        effects.addAll(List.of(after));
        return new Step(new Settling(sale), effects);
    }

    private static boolean isOver(Uptime since, Uptime now, Duration timeout) {
        return now.since(since).compareTo(timeout) > 0;
    }
}
