package dev.coinless.edge.pulse;

import dev.coinless.edge.pulse.PulseTrain.Effect.Pulse;
import dev.coinless.edge.pulse.PulseTrain.Effect.Report;
import dev.coinless.edge.pulse.PulseTrain.Phase.Cooling;
import dev.coinless.edge.pulse.PulseTrain.Phase.Detached;
import dev.coinless.edge.pulse.PulseTrain.Phase.Idle;
import dev.coinless.edge.pulse.PulseTrain.Phase.Offered;
import dev.coinless.edge.pulse.PulseTrain.Phase.Pulsing;
import dev.coinless.edge.pulse.PulseTrain.Phase.Resting;
import dev.coinless.edge.pulse.PulseTrain.Phase.Waiting;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.model.time.Uptime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A train of coin pulses: `(state, event) -> (next, effects)`.
///
/// Each pulse is a signal of its own: it is offered as a selection, its INTENT is durable before it
/// is given and its result before the next is offered. So the journal knows at any moment how many
/// were sent, a crash leaves at most the last one in doubt, and none is sent again.
///
/// An inhibited line offers nothing, before the train and within it. A machine that inhibits for
/// too long before the first pulse refuses the vend; later it ends the session with what was sent.
public final class PulseTrain {

    /// What the wires are doing.
    ///
    /// @param inhibited lines on which the machine allows no pulse now
    public record State(Set<Integer> inhibited, Phase phase) {
        public State {
            inhibited = Set.copyOf(inhibited);
        }

        /// Before the adapter has spoken.
        public static State initial() {
            return new State(Set.of(), new Detached());
        }

        boolean allows(Train train) {
            return !inhibited.contains(train.line().number());
        }
    }

    public sealed interface Phase {
        /// The wires are not there.
        record Detached() implements Phase {}

        /// No train, and every line has rested.
        record Idle() implements Phase {}

        /// The next pulse waits until the machine allows it.
        record Waiting(Train train, Uptime since) implements Phase {}

        /// The next pulse is offered to the session.
        record Offered(Train train) implements Phase {}

        /// A pulse is on the line.
        record Pulsing(Train train) implements Phase {}

        /// A pulse was sent, and the line rests.
        record Resting(Train train) implements Phase {}

        /// The train is over, and its line has still to rest.
        record Cooling() implements Phase {}
    }

    public sealed interface Event {
        record Attached() implements Event {}

        record Lost() implements Event {}

        /// Begin a train.
        record Begin(Train train) implements Event {}

        /// Give the pulse that was offered.
        record Approve() implements Event {}

        /// No more pulses.
        record End() implements Event {}

        record Sent(int line) implements Event {}

        record Rested(int line) implements Event {}

        record Inhibit(int line, boolean on) implements Event {}

        record Tick() implements Event {}
    }

    public sealed interface Effect {
        record Pulse(PulseLine line) implements Effect {}

        record Report(MachineEvent event) implements Effect {}
    }

    public record Step(State next, List<Effect> effects) {}

    private PulseTrain() {}

    public static Step step(State state, Event event, Uptime now) {
        if (event instanceof Event.Inhibit(int line, boolean on)) {
            return go(withInhibit(state, line, on), new Event.Tick(), now);
        }
        return go(state, event, now);
    }

    private static Step go(State state, Event event, Uptime now) {
        return switch (event) {
            // Inhibit inputs are told anew after it.
            case Event.Attached _ -> to(State.initial(), new Idle());
            case Event.Lost _ -> lost(state);
            case Event.Begin(var train) when state.phase() instanceof Idle ->
                    to(
                            state,
                            new Waiting(train, now),
                            new Report(new MachineEvent.SessionOpened()));
            case Event.Begin _ -> report(state, new MachineEvent.SessionEnded());
            case Event.Approve _ when !(state.phase() instanceof Offered) ->
                    report(state, new MachineEvent.SelectionCancelled());
            case Event.Approve _,
                    Event.End _,
                    Event.Sent _,
                    Event.Rested _,
                    Event.Inhibit _,
                    Event.Tick _ ->
                    during(state, event, now);
        };
    }

    private static Step during(State state, Event event, Uptime now) {
        return switch (state.phase()) {
            case Detached _, Idle _ -> new Step(state, List.of());
            case Waiting waiting -> whenWaiting(state, waiting, event, now);
            case Offered(var train) -> whenOffered(state, train, event);
            case Pulsing(var train) -> whenPulsing(state, train, event);
            case Resting(var train) -> whenResting(state, train, event, now);
            case Cooling _ -> event instanceof Event.Rested ? to(state, new Idle()) : same(state);
        };
    }

    private static Step whenWaiting(State state, Waiting waiting, Event event, Uptime now) {
        var train = waiting.train();
        if (event instanceof Event.End) {
            return to(state, new Idle());
        }
        if (!(event instanceof Event.Tick)) {
            return same(state);
        }
        if (state.allows(train)) {
            return to(
                    state, new Offered(train), new Report(new MachineEvent.Selected(train.next())));
        }
        if (now.since(waiting.since()).compareTo(train.line().inhibitTimeout()) <= 0) {
            return same(state);
        }
        return to(
                state,
                new Idle(),
                new Report(
                        train.sent() == 0
                                ? new MachineEvent.VendRefused(train.next())
                                : new MachineEvent.SessionEnded()));
    }

    private static Step whenOffered(State state, Train train, Event event) {
        return switch (event) {
            case Event.Approve _ -> to(state, new Pulsing(train), new Pulse(train.line()));
            case Event.End _ -> to(state, new Idle());
            case Event.Attached _,
                    Event.Lost _,
                    Event.Begin _,
                    Event.Sent _,
                    Event.Rested _,
                    Event.Inhibit _,
                    Event.Tick _ ->
                    same(state);
        };
    }

    private static Step whenPulsing(State state, Train train, Event event) {
        return switch (event) {
            case Event.Sent(int line) when line == train.line().number() ->
                    to(
                            state,
                            new Resting(train.oneMore()),
                            new Report(new MachineEvent.VendSucceeded()));
            case Event.End _ -> to(state, new Cooling());
            case Event.Attached _,
                    Event.Lost _,
                    Event.Begin _,
                    Event.Approve _,
                    Event.Sent _,
                    Event.Rested _,
                    Event.Inhibit _,
                    Event.Tick _ ->
                    same(state);
        };
    }

    private static Step whenResting(State state, Train train, Event event, Uptime now) {
        return switch (event) {
            case Event.Rested(int line) when line == train.line().number() ->
                    train.isComplete() ? to(state, new Idle()) : next(state, train, now);
            case Event.End _ -> to(state, new Cooling());
            case Event.Attached _,
                    Event.Lost _,
                    Event.Begin _,
                    Event.Approve _,
                    Event.Sent _,
                    Event.Rested _,
                    Event.Inhibit _,
                    Event.Tick _ ->
                    same(state);
        };
    }

    /// The next pulse is offered at once if the machine allows it.
    private static Step next(State state, Train train, Uptime now) {
        var waiting = new Waiting(train, now);
        return whenWaiting(new State(state.inhibited(), waiting), waiting, new Event.Tick(), now);
    }

    private static Step lost(State state) {
        return switch (state.phase()) {
            case Detached _, Idle _, Cooling _ -> to(state, new Detached());
            case Waiting _, Offered _, Pulsing _, Resting _ ->
                    to(state, new Detached(), new Report(new MachineEvent.MachineLost()));
        };
    }

    private static State withInhibit(State state, int line, boolean on) {
        var inhibited = new HashSet<>(state.inhibited());
        if (on) {
            inhibited.add(line);
        } else {
            inhibited.remove(line);
        }
        return new State(inhibited, state.phase());
    }

    /// Nothing is given for what was asked out of turn.
    private static Step report(State state, MachineEvent event) {
        return new Step(state, List.of(new Report(event)));
    }

    private static Step same(State state) {
        return new Step(state, List.of());
    }

    private static Step to(State state, Phase next, Effect... effects) {
        return new Step(new State(state.inhibited(), next), List.of(effects));
    }
}
