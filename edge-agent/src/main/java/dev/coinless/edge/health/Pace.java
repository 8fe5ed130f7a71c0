package dev.coinless.edge.health;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.Optional;

/// How often something may happen: so many times at once, then once in every `each`.
///
/// @param left how often it may happen now
/// @param since up to when the earning of `left` is counted
public record Pace(int burst, Duration each, int left, Uptime since) {

    public static Pace of(int burst, Duration each, Uptime now) {
        return new Pace(burst, each, burst, now);
    }

    /// The pace after it happened once more; empty if that is too often.
    public Optional<Pace> take(Uptime now) {
        long earned = Math.max(0, now.since(since).dividedBy(each));
        int available = (int) Math.min(burst, left + earned);
        var counted = since.plus(each.multipliedBy(earned));
        return available == 0
                ? Optional.empty()
                : Optional.of(new Pace(burst, each, available - 1, counted));
    }
}
