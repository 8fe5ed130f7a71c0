package dev.coinless.edge.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitedLogTest {

    private final List<String> lines = new ArrayList<>();
    private Uptime now = Uptime.ofSeconds(1);
    private final LimitedLog log =
            new LimitedLog((stage, message) -> lines.add(stage + " " + message), () -> now);

    @Test
    void aFloodIsCutCountedAndDoesNotSilenceTheOtherStages() {
        for (int i = 0; i < 10_000; i++) {
            log.say(Stage.PRESENT, "refused " + i);
        }
        log.say(Stage.VEND, "signal approve");
        assertThat(lines).hasSize(LimitedLog.BURST + 1).endsWith("VEND signal approve");

        now = now.plus(Duration.ofSeconds(1));
        log.say(Stage.PRESENT, "admitted");

        assertThat(lines)
                .endsWith(
                        "PRESENT left-out lines=%d: too many at once"
                                .formatted(10_000 - LimitedLog.BURST),
                        "PRESENT admitted");
    }

    @Test
    void inTheLongRunSomeLinesASecondAreWritten() {
        for (int i = 0; i < 60_000; i++) {
            now = now.plus(Duration.ofMillis(1));
            log.say(Stage.PRESENT, "refused");
        }

        assertThat(lines).hasSizeLessThan(LimitedLog.BURST + 2 * 60 * 5 + 10);
    }

    @Test
    void aBusyButHonestModuleLosesNoLine() {
        for (int i = 0; i < 2_000; i++) {
            now = now.plus(Duration.ofMillis(200));
            log.say(Stage.VEND, "line " + i);
        }

        assertThat(lines).hasSize(2_000);
    }
}
