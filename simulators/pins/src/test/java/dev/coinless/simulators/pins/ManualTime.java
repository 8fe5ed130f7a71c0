package dev.coinless.simulators.pins;

import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.time.Instant;

/// Time that passes when the test says so.
final class ManualTime implements TimeSource {
    private Uptime uptime = Uptime.ZERO;

    void pass(Duration duration) {
        uptime = uptime.plus(duration);
    }

    @Override
    public Instant instant() {
        return Instant.parse("2026-01-01T00:00:00Z").plusNanos(uptime.nanos());
    }

    @Override
    public Uptime uptime() {
        return uptime;
    }
}
