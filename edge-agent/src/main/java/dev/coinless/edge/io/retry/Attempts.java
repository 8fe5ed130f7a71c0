package dev.coinless.edge.io.retry;

import java.time.Duration;

/// Attempts to reach something: the pauses between them double, and one failure a minute is worth a
/// line in the log, the first one included. Used by one thread.
public final class Attempts {

    /// Pause after the first failure; a device that is being plugged in needs no more.
    static final Duration FIRST = Duration.ofMillis(100);

    /// Longest pause: a customer in front of a machine that comes back waits no longer.
    static final Duration LONGEST = Duration.ofSeconds(5);

    /// Waiting time that one line in the log stands for.
    static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private Duration next = FIRST;
    private Duration unspoken = BETWEEN_LINES;

    /// It is there.
    public void succeeded() {
        next = FIRST;
        unspoken = BETWEEN_LINES;
    }

    /// It is not there.
    ///
    /// @return how long to wait before the next attempt
    public Duration failed() {
        var pause = next;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        unspoken = unspoken.plus(pause);
        return pause;
    }

    /// Whether the last failure is worth a line in the log; asking is saying it.
    public boolean isWorthALine() {
        if (unspoken.compareTo(BETWEEN_LINES) < 0) {
            return false;
        }
        unspoken = Duration.ZERO;
        return true;
    }
}
