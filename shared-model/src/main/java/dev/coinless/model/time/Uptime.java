package dev.coinless.model.time;

import java.time.Duration;

/// A point on a monotonic clock that starts with the process; says nothing about the time of day.
///
/// @param nanos since the clock's start, never negative
public record Uptime(long nanos) implements Comparable<Uptime> {

    public static final Uptime ZERO = new Uptime(0);

    public Uptime {
        if (nanos < 0) {
            throw new IllegalArgumentException("negative uptime: " + nanos);
        }
    }

    public static Uptime ofSeconds(long seconds) {
        return new Uptime(Duration.ofSeconds(seconds).toNanos());
    }

    public Uptime plus(Duration duration) {
        return new Uptime(Math.addExact(nanos, duration.toNanos()));
    }

    /// The time from `earlier` to this; negative if `earlier` is later.
    public Duration since(Uptime earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean isBefore(Uptime other) {
        return nanos < other.nanos;
    }

    @Override
    public int compareTo(Uptime other) {
        return Long.compare(nanos, other.nanos);
    }
}
