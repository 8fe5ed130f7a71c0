package dev.coinless.lab.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.time.TimeSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTimeTest {

    @TempDir Path folder;

    @Test
    void isTheTimeSourceOfEveryProgramThatHasTheJar() {
        assertThat(TimeSource.find()).isInstanceOf(LabTime.class);
    }

    @Test
    void bothClocksJumpTogetherWhenTheSharedOffsetGrows() throws Exception {
        move(Duration.ZERO);
        var time = new LabTime(Map.of(LabTime.CLOCK, clock().toString()));
        var wall = time.instant();
        var uptime = time.uptime();

        move(Duration.ofSeconds(301));

        assertThat(Duration.between(wall, time.instant()))
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(331));
        assertThat(time.uptime().since(uptime))
                .isBetween(Duration.ofSeconds(301), Duration.ofSeconds(331));
    }

    @Test
    void uptimeNeverRunsBackwardEvenIfTheFileDoesOrIsHalfWritten() throws Exception {
        move(Duration.ofSeconds(100));
        var time = new LabTime(Map.of(LabTime.CLOCK, clock().toString()));
        var before = time.uptime();

        move(Duration.ofSeconds(10));
        assertThat(time.uptime().since(before)).isGreaterThanOrEqualTo(Duration.ZERO);
        Files.write(clock(), new byte[3]);
        assertThat(time.uptime().since(before)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void aProcessCanBelieveThatItStartedIn1970() throws Exception {
        move(Duration.ofSeconds(50));
        var time =
                new LabTime(
                        Map.of(
                                LabTime.CLOCK,
                                clock().toString(),
                                LabTime.EPOCH,
                                "1970-01-01T00:00:00Z"));

        assertThat(time.instant())
                .isBetween(Instant.EPOCH.plusSeconds(50), Instant.EPOCH.plusSeconds(80));
    }

    @Test
    void aMissingClockIsNamed() {
        assertThatThrownBy(() -> new LabTime(Map.of(LabTime.CLOCK, clock().toString())))
                .hasMessageContaining(clock().toString())
                .hasMessageContaining(LabTime.CLOCK);
    }

    private Path clock() {
        return folder.resolve("clock");
    }

    private void move(Duration offset) throws Exception {
        Files.write(clock(), ByteBuffer.allocate(Long.BYTES).putLong(offset.toNanos()).array());
    }
}
