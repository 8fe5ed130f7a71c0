package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// As many schedules as five minutes allow, on every core, with ideal signatures.
class MassTest {

    private static final long SCHEDULES = 100_000;
    private static final long MOST_SECONDS = Long.getLong("simulation.seconds", 300);

    @Test
    void allThatMustHoldHoldsInAsManySchedulesAsThereIsTimeFor() {
        int cores = Runtime.getRuntime().availableProcessors();

        var result =
                new Crew(1, SCHEDULES, Duration.ofSeconds(MOST_SECONDS), System.out)
                        .run(cores, _ -> {});

        System.out.println(Report.line(result));
        assertThat(result.failures()).as("./coinless prove simulation --seed N --shrink").isEmpty();
        assertThat(result.schedules()).isPositive();
        assertThat(result.vends()).as("machines sell").isGreaterThan(result.schedules() / 2);
    }
}
