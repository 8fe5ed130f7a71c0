package dev.coinless.functions.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    final List<Duration> pauses = new ArrayList<>();
    final Attempts attempts = new Attempts(AwsMode.dice(1), pauses::add);
    int tries;

    @Test
    void aFirstSuccessWaitsForNothing() {
        assertThat(attempts.<String>until(() -> Optional.of("done"))).isEqualTo("done");
        assertThat(pauses).isEmpty();
    }

    @Test
    void conflictsAndUnknownOutcomesAreTriedAgain() {
        var result =
                attempts.<String>until(() -> {
                    tries++;
                    if (tries == 1) {
                        throw new TableBusy("conflict");
                    }
                    return tries == 2 ? Optional.empty() : Optional.of("done");
                });

        assertThat(result).isEqualTo("done");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void afterSixTriesTheCallerIsTold() {
        assertThatThrownBy(() ->
                        attempts.until(() -> {
                            tries++;
                            throw new TableBusy("conflict");
                        }))
                .isInstanceOf(Attempts.Exhausted.class)
                .hasMessage("not settled in 6 tries")
                .hasRootCauseMessage("conflict");

        assertThat(tries).isEqualTo(6);
        assertThat(pauses).hasSize(5);
    }

    @Test
    void pausesAreJitteredAndBoundedByADoublingCeiling() {
        for (int round = 0; round < 200; round++) {
            pauses.clear();
            assertThatThrownBy(() -> attempts.until(Optional::empty))
                    .isInstanceOf(Attempts.Exhausted.class);
            for (int i = 0; i < pauses.size(); i++) {
                assertThat(pauses.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(25L << i));
            }
        }
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(3);
    }

    @Test
    void aMistakeOfOursIsNotTriedAgain() {
        assertThatThrownBy(() ->
                        attempts.until(() -> {
                            tries++;
                            throw new IllegalStateException("bug");
                        }))
                .hasMessage("bug");

        assertThat(tries).isEqualTo(1);
    }
}
