package dev.coinless.localstack.cloud.schedules;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.EventSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Starts a function by the clock: EventBridge Scheduler at once and then every period, an
/// EventBridge rule after the first period.
///
/// A jump over many periods starts it once, as a schedule that was switched off for that long.
public final class Timer {

    private final EventSource.Timer source;
    private final Consumer<Payload> invoke;
    private final InstantSource clock;
    private Instant next;

    public Timer(EventSource.Timer source, Consumer<Payload> invoke, InstantSource clock) {
        this.source = source;
        this.invoke = invoke;
        this.clock = clock;
        var start = clock.instant();
        this.next = source.scheduler() ? start : start.plus(source.period());
    }

    /// Starts the function if its time has come.
    public boolean step() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(source.period());
        invoke.accept(TimerEvent.of(source, now));
        return true;
    }
}
