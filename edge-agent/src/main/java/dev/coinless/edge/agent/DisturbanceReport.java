package dev.coinless.edge.agent;

import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.Map;

/// Says in the log what disturbed the module so far, whenever that is more than it last said.
final class DisturbanceReport {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final Disturbances disturbances;
    private final StageLog log;
    private Map<Disturbance, Long> said = Map.of();
    private Uptime next = Uptime.ZERO;

    DisturbanceReport(Disturbances disturbances, StageLog log) {
        this.disturbances = disturbances;
        this.log = log;
    }

    void tick(Uptime now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        var counts = disturbances.counts();
        if (!counts.equals(said)) {
            said = counts;
            log.say(Stage.PRESENT, "disturbed " + counts);
        }
    }
}
