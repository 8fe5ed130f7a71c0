package dev.coinless.edge.log;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/// A log that nobody can flood: each stage has a number of lines at once and then some a second,
/// what is more is counted. Phones of strangers and a machine's cable cause lines. Safe for any
/// thread.
public final class LimitedLog implements StageLog {

    /// Lines of one stage at once: several busy purchases.
    static final int BURST = 500;

    /// Time that earns a line: in the long run some 30 MB a day and stage at the most.
    static final Duration PER_LINE = Duration.ofMillis(200);

    private final StageLog log;
    private final Supplier<Uptime> clock;
    private final Map<Stage, Allowance> allowances = new EnumMap<>(Stage.class);

    private static final class Allowance {
        private long lines = BURST;
        private Uptime since;
        private long leftOut;

        Allowance(Uptime now) {
            since = now;
        }

        boolean take(Uptime now) {
            long earned = Math.max(0, now.since(since).dividedBy(PER_LINE));
            lines = Math.min(BURST, lines + earned);
            since = since.plus(PER_LINE.multipliedBy(earned));
            if (lines == 0) {
                leftOut++;
                return false;
            }
            lines--;
            return true;
        }
    }

    public LimitedLog(StageLog log, Supplier<Uptime> clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public synchronized void say(Stage stage, String message) {
        var now = clock.get();
        var allowance = allowances.computeIfAbsent(stage, _ -> new Allowance(now));
        if (!allowance.take(now)) {
            return;
        }
        if (allowance.leftOut > 0) {
            log.say(stage, "left-out lines=%d: too many at once".formatted(allowance.leftOut));
            allowance.leftOut = 0;
        }
        log.say(stage, message);
    }
}
