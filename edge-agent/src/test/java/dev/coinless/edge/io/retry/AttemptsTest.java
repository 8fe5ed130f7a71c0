package dev.coinless.edge.io.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final Attempts attempts = new Attempts();

    @Test
    void pausesGrowToTheLongestAndStartAnewAfterASuccess() {
        assertThat(attempts.failed()).isEqualTo(Attempts.FIRST);
        assertThat(attempts.failed()).isEqualTo(Attempts.FIRST.multipliedBy(2));
        for (int i = 0; i < 10; i++) {
            attempts.failed();
        }
        assertThat(attempts.failed()).isEqualTo(Attempts.LONGEST);

        attempts.succeeded();
        assertThat(attempts.failed()).isEqualTo(Attempts.FIRST);
    }

    @Test
    void theFirstFailureIsWorthALineAndThenOneAMinute() {
        int lines = 0;
        var waited = Duration.ZERO;
        while (waited.compareTo(Duration.ofHours(1)) < 0) {
            waited = waited.plus(attempts.failed());
            lines += attempts.isWorthALine() ? 1 : 0;
            assertThat(lines).isPositive();
        }
        assertThat(lines).isBetween(55, 61);
    }
}
