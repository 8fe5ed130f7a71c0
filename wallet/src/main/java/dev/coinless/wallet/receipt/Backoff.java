package dev.coinless.wallet.receipt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: doubling, with full jitter, so that phones that lost the
/// same network do not come back at the same moment.
public final class Backoff {
    /// The ceiling of the first wait.
    static final Duration FIRST = Duration.ofMillis(500);

    /// The ceiling of every later wait; a phone may be without network for hours.
    static final Duration LONGEST = Duration.ofSeconds(60);

    /// Doublings after which the ceiling stands at [#LONGEST].
    private static final int MAX_DOUBLINGS = 7;

    private Backoff() {}

    /// The wait after `failures` failures in a row, at least a tenth of its ceiling.
    public static Duration after(int failures, RandomGenerator random) {
        var ceiling = FIRST.multipliedBy(1L << Math.clamp(failures - 1L, 0, MAX_DOUBLINGS));
        var bounded = ceiling.compareTo(LONGEST) < 0 ? ceiling : LONGEST;
        return Duration.ofMillis(random.nextLong(bounded.toMillis() / 10, bounded.toMillis() + 1));
    }
}
