package dev.coinless.model.time;

import java.time.Instant;
import java.time.InstantSource;

/// The machine's own clocks.
final class SystemTime implements TimeSource {

    private static final long START_NANOS = System.nanoTime();

    @Override
    public Instant instant() {
        return InstantSource.system().instant();
    }

    @Override
    public Uptime uptime() {
        return new Uptime(System.nanoTime() - START_NANOS);
    }
}
