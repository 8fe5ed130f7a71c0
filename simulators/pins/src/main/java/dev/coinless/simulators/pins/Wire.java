package dev.coinless.simulators.pins;

import org.jspecify.annotations.Nullable;

/// One line of the machine: its level, its last edges and the credit counted on it.
final class Wire {

    /// A pulse that has ended, before it is written down.
    record Measured(double widthMillis, @Nullable Double gapMillis) {}

    private static final double NANOS_PER_MILLI = 1e6;

    private boolean active;
    private long roseNanos;
    private @Nullable Long fellNanos;
    private @Nullable Long lastFallNanos;
    private long credit;
    private boolean inhibited;

    boolean isActive() {
        return active;
    }

    /// The line becomes active.
    void rises(long nanos) {
        if (!active) {
            active = true;
            roseNanos = nanos;
            lastFallNanos = fellNanos;
        }
    }

    /// The line comes to rest.
    Measured falls(long nanos) {
        active = false;
        fellNanos = nanos;
        Long before = lastFallNanos;
        return new Measured(
                (nanos - roseNanos) / NANOS_PER_MILLI,
                before == null ? null : (roseNanos - before) / NANOS_PER_MILLI);
    }

    /// Another module has another clock, so no gap spans both.
    void forgetGap() {
        fellNanos = null;
    }

    long credit() {
        return credit;
    }

    void add(long amount) {
        credit += amount;
    }

    void start() {
        credit = 0;
    }

    boolean isInhibited() {
        return inhibited;
    }

    void inhibit(boolean on) {
        inhibited = on;
    }
}
