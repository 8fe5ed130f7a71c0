package dev.coinless.functions.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Repeats "read, decide, write on condition" until it is settled.
///
/// Safe because ids are fixed before the first try: when a write was done and its answer lost, the
/// next reading finds it and gives the same answer. Waits with full jitter, so that callers who
/// collided do not collide again in step.
public final class Attempts {

    /// Beyond this the caller hears BUSY: 6 tries take about a second at most.
    public static final int MAX_TRIES = 6;

    /// Longest wait before the second try; doubles with each further try.
    private static final Duration FIRST_WAIT = Duration.ofMillis(25);

    private final RandomGenerator random;
    private final Pause pause;

    public Attempts(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /// Lets time pass; wiring gives the thread's own sleep.
    public interface Pause {
        void of(Duration duration);
    }

    /// Every try collided; the client may try again later.
    public static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted(Optional<TableBusy> last) {
            super("not settled in %d tries".formatted(MAX_TRIES), last.orElse(null));
        }
    }

    /// Runs the attempt until it gives a result.
    ///
    /// @param attempt empty, or [TableBusy] thrown, means: try again
    /// @throws Exhausted after [#MAX_TRIES]
    public <T> T until(Supplier<Optional<T>> attempt) {
        Optional<TableBusy> last = Optional.empty();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            if (tries > 0) {
                pause.of(wait(tries));
            }
            try {
                var result = attempt.get();
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (TableBusy e) {
                last = Optional.of(e);
            }
        }
        throw new Exhausted(last);
    }

    private Duration wait(int tries) {
        long ceiling = FIRST_WAIT.toNanos() << (tries - 1);
        return Duration.ofNanos(random.nextLong(ceiling + 1));
    }
}
