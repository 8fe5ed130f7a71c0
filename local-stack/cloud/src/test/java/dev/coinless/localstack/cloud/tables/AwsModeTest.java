package dev.coinless.localstack.cloud.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.localstack.cloud.tables.Troubles.Trouble;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AwsModeTest {

    private final AwsMode mode = new AwsMode(true);

    @Test
    void oneSeedGivesOneOrderOfTroubles() {
        mode.set(true, 42, 0.3);
        var first = transactions(200);
        mode.set(true, 42, 0.3);
        var again = transactions(200);
        mode.set(true, 43, 0.3);
        var other = transactions(200);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void theRateIsTheShareOfCallsInTrouble() {
        mode.set(true, 1, 0.1);

        var troubled = transactions(10_000).stream().filter(it -> it != Trouble.NONE).count();

        assertThat(troubled).isBetween(800L, 1200L);
    }

    @Test
    void eachKindOfCallMeetsTheTroublesOfItsKind() {
        mode.set(true, 7, 1);

        assertThat(transactions(200))
                .containsOnly(
                        Trouble.TRANSACTION_CONFLICT,
                        Trouble.THROTTLED,
                        Trouble.ERROR_AFTER_COMMIT,
                        Trouble.SILENCE_AFTER_COMMIT);
        assertThat(calls(200, "PutItem", false))
                .containsOnly(
                        Trouble.THROTTLED,
                        Trouble.ERROR_AFTER_COMMIT,
                        Trouble.SILENCE_AFTER_COMMIT);
        assertThat(calls(200, "Query", true)).containsOnly(Trouble.STALE_INDEX, Trouble.THROTTLED);
        assertThat(calls(200, "GetItem", false)).containsOnly(Trouble.THROTTLED);
        assertThat(calls(200, "DescribeTable", false)).containsOnly(Trouble.NONE);
    }

    @Test
    void switchedOffThereIsNoTrouble() {
        mode.set(false, 1, 1);

        assertThat(transactions(100)).containsOnly(Trouble.NONE);
        assertThat(mode.duplicates()).isFalse();
    }

    @Test
    void aRateOutsideZeroToOneIsRefused() {
        assertThatThrownBy(() -> mode.set(true, 1, 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> mode.set(true, 1, Double.NaN)).hasMessageContaining("NaN");
    }

    private List<Trouble> transactions(int count) {
        return calls(count, "TransactWriteItems", false);
    }

    private List<Trouble> calls(int count, String operation, boolean onIndex) {
        return IntStream.range(0, count).mapToObj(_ -> mode.next(operation, onIndex)).toList();
    }
}
