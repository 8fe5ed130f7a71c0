package dev.coinless.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TimeSourceTest {
    @Test
    void withoutAProviderItIsTheSystemsTimeAndUptimeNeverFalls() {
        var time = TimeSource.find();
        var before = InstantSource.system().instant();

        var instant = time.instant();
        var earlier = time.uptime();
        for (int i = 0; i < 1000; i++) {
            var now = time.uptime();
            assertThat(now).isGreaterThanOrEqualTo(earlier);
            earlier = now;
        }

        assertThat(instant).isBetween(before, InstantSource.system().instant());
    }

    @Test
    void uptimeCountsFromItsStart() {
        var start = Uptime.ofSeconds(10);

        assertThat(start.plus(Duration.ofSeconds(20))).isEqualTo(Uptime.ofSeconds(30));
        assertThat(Uptime.ofSeconds(30).since(start)).isEqualTo(Duration.ofSeconds(20));
        assertThat(start.since(Uptime.ofSeconds(30))).isEqualTo(Duration.ofSeconds(-20));
        assertThat(start.isBefore(Uptime.ofSeconds(11))).isTrue();
        assertThat(start.isBefore(start)).isFalse();
        assertThat(Uptime.ZERO).isLessThan(start);
    }

    @Test
    void uptimeIsNeverNegativeAndNeverOverflows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Uptime(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uptime.ZERO.plus(Duration.ofNanos(-1)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Uptime(Long.MAX_VALUE).plus(Duration.ofNanos(1)));
    }
}
