package dev.coinless.edge.uplink;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;

/// When a module with a network publishes where it stands. `(state, event) -> (next, effects)`.
///
/// "Down" is pulled: each up bundle says what the module holds, and the answer is what it lacks. So
/// the module publishes when it has connected, soon after a receipt, and now and then. What has
/// receipts in it is published again and again, ever more slowly, until they are acknowledged; that
/// the broker took a message (PUBACK) is no acknowledgement. Silence after anything else means that
/// nothing is new.
public final class Uplink {

    /// Receipts of one purchase come together; so does its session's end.
    public static final Duration GATHER = Duration.ofMillis(300);

    /// How long the first answer is waited for: a function that starts cold needs some seconds.
    public static final Duration FIRST_WAIT = Duration.ofSeconds(8);

    /// Longest wait for an answer: an outage of the platform costs each module 12 bundles an hour.
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /// How old what the module knows of denylists and prices may get while nothing is sold.
    public static final Duration REFRESH = Duration.ofMinutes(15);

    private static final int MAX_DOUBLINGS = 6;

    private Uplink() {}

    /// Where the talk stands.
    public sealed interface State {

        /// There is no connection.
        record Away() implements State {}

        /// Answered, with nothing to say.
        record Quiet(Uptime refreshAt) implements State {}

        /// Something is to be said.
        record Due(Uptime at, int unanswered) implements State {}

        /// It was said, and is said again unless the answer comes.
        ///
        /// @param unanswered how often it was said in vain, without the last time
        record Awaiting(Uptime again, int unanswered) implements State {}
    }

    /// What happens.
    public sealed interface Event {

        record Connected() implements Event {}

        record Lost() implements Event {}

        /// There is something to tell the platform.
        record News() implements Event {}

        /// A bundle was made and sent.
        ///
        /// @param more whether it has something that the platform must acknowledge
        record Published(boolean more) implements Event {}

        /// A genuine answer was taken in.
        ///
        /// @param progress whether it brought anything new
        /// @param more whether the platform still lacks something
        record Answered(boolean progress, boolean more) implements Event {}

        /// Time went on, and there is leisure to make a bundle.
        record Tick() implements Event {}
    }

    /// What is to be done.
    public sealed interface Effect {

        /// Make an up bundle of what is known now, and send it.
        record Publish() implements Effect {}
    }

    /// The state after an event, and what it causes.
    public record Step(State next, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }

        static Step to(State next) {
            return new Step(next, List.of());
        }
    }

    public static Step step(State state, Event event, Uptime now) {
        return switch (event) {
            case Event.Connected() -> publish(0, now);
            case Event.Lost() -> Step.to(new State.Away());
            case Event.News() -> whenNews(state, now);
            case Event.Published(boolean more) -> Step.to(whenPublished(state, more, now));
            case Event.Answered answered -> whenAnswered(state, answered, now);
            case Event.Tick() -> whenTime(state, now);
        };
    }

    private static Step whenNews(State state, Uptime now) {
        return switch (state) {
            case State.Quiet _ -> Step.to(new State.Due(now.plus(GATHER), 0));
            // The answer that is waited for says that there is more.
            case State.Away _, State.Due _, State.Awaiting _ -> Step.to(state);
        };
    }

    private static State whenPublished(State state, boolean more, Uptime now) {
        return switch (state) {
            case State.Awaiting _ -> more ? state : new State.Quiet(now.plus(REFRESH));
            case State.Away _, State.Quiet _, State.Due _ -> state;
        };
    }

    private static Step whenAnswered(State state, Event.Answered answered, Uptime now) {
        if (!answered.more()) {
            return Step.to(
                    state instanceof State.Away ? state : new State.Quiet(now.plus(REFRESH)));
        }
        return Step.to(
                switch (state) {
                    case State.Away _, State.Due _ -> state;
                    case State.Quiet _ -> new State.Awaiting(now.plus(FIRST_WAIT), 0);
                    // An answer that brings nothing new is no reason to hurry.
                    case State.Awaiting _ ->
                            answered.progress() ? new State.Due(now.plus(GATHER), 0) : state;
                });
    }

    private static Step whenTime(State state, Uptime now) {
        return switch (state) {
            case State.Away _ -> Step.to(state);
            case State.Quiet(var at) -> now.isBefore(at) ? Step.to(state) : publish(0, now);
            case State.Due(var at, int unanswered) ->
                    now.isBefore(at) ? Step.to(state) : publish(unanswered, now);
            case State.Awaiting(var again, int unanswered) ->
                    now.isBefore(again) ? Step.to(state) : publish(unanswered + 1, now);
        };
    }

    private static Step publish(int unanswered, Uptime now) {
        return new Step(
                new State.Awaiting(now.plus(wait(unanswered)), unanswered),
                List.of(new Effect.Publish()));
    }

    private static Duration wait(int unanswered) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(unanswered, MAX_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
