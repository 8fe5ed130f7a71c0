package dev.coinless.edge.advertise;

import dev.coinless.model.id.Counter;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The codes that are live: the newest ten unspent, each for 300 s of the module's uptime from its
/// first broadcast. `(ring, event) -> (ring, effects)`.
///
/// After boot the ring is empty and starts above every counter that was ever reserved, so no
/// counter is broadcast twice. A clock that jumps makes all rotations that are due at once.
///
/// @param codes live ones, oldest first; the last is broadcast
/// @param next the counter of the next code
/// @param reserved the highest counter that may be used
/// @param rotateAt when the next code is due
public record CodeRing(List<Live> codes, Counter next, Counter reserved, Uptime rotateAt) {

    /// Live codes; a phone that scanned ten rotations ago may still pay.
    public static final int CAPACITY = 10;

    /// How many counters are reserved by one durable write: half an hour of rotations.
    public static final int BLOCK = 64;

    /// How long a code lives; grants count their ttl within it.
    public static final Duration LIFE = Duration.ofMinutes(5);

    /// A code and when it was first broadcast.
    public record Live(Counter counter, Uptime since) {
        boolean isAlive(Uptime now) {
            return now.since(since).compareTo(LIFE) <= 0;
        }
    }

    /// What happens to the ring.
    public sealed interface Event {
        /// Time went on.
        record Tick() implements Event {}

        /// Counters up to this one are durably reserved.
        record Reserved(Counter upTo) implements Event {}

        /// A counter is wanted that is never broadcast.
        record Wanted() implements Event {}

        /// The next counter is used, and not for broadcasting.
        record Taken() implements Event {}

        /// A code was consumed.
        record Spent(Counter counter) implements Event {}
    }

    /// What the ring needs.
    public sealed interface Effect {
        /// Reserve durably up to this counter, then say [Event.Reserved].
        record Reserve(Counter upTo) implements Effect {}

        /// Another code is the newest.
        record Rotated() implements Effect {}
    }

    /// The ring to go on with, and what it needs.
    public record Step(CodeRing next, List<Effect> effects) {}

    public CodeRing {
        codes = List.copyOf(codes);
    }

    public static CodeRing afterBoot(Counter reserved, Uptime now) {
        return new CodeRing(List.of(), reserved.next(), reserved, now);
    }

    /// Takes one event in.
    ///
    /// @param every how long a code is the newest one
    public static Step step(CodeRing ring, Event event, Uptime now, Duration every) {
        return switch (event) {
            case Event.Tick() -> ring.rotateIfDue(now, every);
            case Event.Reserved(var upTo) -> ring.withReserved(upTo).rotateIfDue(now, every);
            case Event.Wanted() -> ring.reserveOneMore();
            case Event.Taken() -> ring.withoutNext();
            case Event.Spent(var counter) -> ring.without(counter, now).rotateIfDue(now, every);
        };
    }

    public Optional<Live> newest() {
        return codes.isEmpty() ? Optional.empty() : Optional.of(codes.getLast());
    }

    public Optional<Live> find(Counter counter) {
        return codes.stream().filter(live -> live.counter.equals(counter)).findFirst();
    }

    /// The lowest counter that is still live, or will be.
    public Counter floor() {
        return codes.isEmpty() ? next : codes.getFirst().counter;
    }

    /// Whether the next counter may be used.
    public boolean hasNext() {
        return next.compareTo(reserved) <= 0;
    }

    private Step reserveOneMore() {
        var upTo = new Counter(next.value() + BLOCK - 1);
        return new Step(this, hasNext() ? List.of() : List.of(new Effect.Reserve(upTo)));
    }

    private Step withoutNext() {
        return new Step(new CodeRing(codes, next.next(), reserved, rotateAt), List.of());
    }

    private CodeRing withReserved(Counter upTo) {
        return new CodeRing(codes, next, upTo, rotateAt);
    }

    private CodeRing without(Counter spent, Uptime now) {
        if (find(spent).isEmpty()) {
            return this;
        }
        var unspent = codes.stream().filter(live -> !live.counter.equals(spent)).toList();
        return new CodeRing(unspent, next, reserved, now);
    }

    private Step rotateIfDue(Uptime now, Duration every) {
        if (now.isBefore(rotateAt)) {
            return new Step(this, List.of());
        }
        long due = Math.min(CAPACITY, 1 + now.since(rotateAt).dividedBy(every));
        if (next.value() + due - 1 > reserved.value()) {
            var upTo = new Counter(next.value() + due - 1 + BLOCK - 1);
            return new Step(this, List.of(new Effect.Reserve(upTo)));
        }
        var added =
                Stream.iterate(next, Counter::next)
                        .limit(due)
                        .map(counter -> new Live(counter, now));
        var all = Stream.concat(codes.stream().filter(live -> live.isAlive(now)), added).toList();
        var newest = all.subList(Math.max(0, all.size() - CAPACITY), all.size());
        var rotated =
                new CodeRing(newest, new Counter(next.value() + due), reserved, now.plus(every));
        return new Step(rotated, List.of(new Effect.Rotated()));
    }
}
