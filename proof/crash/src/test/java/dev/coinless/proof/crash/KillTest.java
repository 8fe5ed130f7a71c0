package dev.coinless.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./coinless prove kill`.
class KillTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int KILLS = 60;

    @TempDir Path folder;

    @Test
    void theAgentIsKilledSixtyTimesAndNothingThatLeftItIsLost() {
        System.out.println("seed " + SEED + ", replay with -Dseed=" + SEED);
        long start = System.nanoTime();
        try (var kills = new Kills(folder, SEED, System.out)) {
            var tally = kills.site(0, KILLS);

            System.out.printf(
                    "%d kills, %d signals, %d prevented, %.0f s%n",
                    tally.kills(),
                    tally.signals(),
                    tally.lostSignals(),
                    (System.nanoTime() - start) / 1e9);
            assertThat(tally.faults()).isEmpty();
            assertThat(tally.signals()).as("sales among the kills").isPositive();
        }
    }
}
