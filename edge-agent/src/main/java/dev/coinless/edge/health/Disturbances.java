package dev.coinless.edge.health;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// Counts what disturbs the module since it started. Safe for any thread.
public final class Disturbances {

    private final Map<Disturbance, Long> counts = new EnumMap<>(Disturbance.class);

    public synchronized void count(Disturbance disturbance) {
        count(disturbance, 1);
    }

    public synchronized void count(Disturbance disturbance, long times) {
        if (times > 0) {
            counts.merge(disturbance, times, Long::sum);
        }
    }

    /// What was counted so far; only what happened at all.
    public synchronized Map<Disturbance, Long> counts() {
        return new TreeMap<>(counts);
    }
}
