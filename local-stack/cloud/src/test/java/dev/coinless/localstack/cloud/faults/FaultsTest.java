package dev.coinless.localstack.cloud.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.tables.Troubles.Trouble;
import org.junit.jupiter.api.Test;

final class FaultsTest {

    private final Faults faults = Faults.none(new AwsMode(false));

    @Test
    void aTroubleMeetsExactlyTheNextCallsOfItsOperation() {
        faults.tables().plan(Trouble.THROTTLED, "PutItem", 2);

        assertThat(next("GetItem")).isEqualTo(Trouble.NONE);
        assertThat(next("PutItem")).isEqualTo(Trouble.THROTTLED);
        assertThat(next("PutItem")).isEqualTo(Trouble.THROTTLED);
        assertThat(next("PutItem")).isEqualTo(Trouble.NONE);
    }

    @Test
    void aTroubleOfAnyOperationMeetsOnlyThoseItCanHappenTo() {
        faults.tables().plan(Trouble.SILENCE_AFTER_COMMIT, TableFaults.ANY, Budget.FOREVER);

        assertThat(next("GetItem")).isEqualTo(Trouble.NONE);
        assertThat(next("DescribeTable")).isEqualTo(Trouble.NONE);
        assertThat(next("PutItem")).isEqualTo(Trouble.SILENCE_AFTER_COMMIT);
        assertThat(next("TransactWriteItems")).isEqualTo(Trouble.SILENCE_AFTER_COMMIT);
    }

    @Test
    void whatIsForeverEndsWithClear() {
        faults.tables().plan(Trouble.THROTTLED, TableFaults.ANY, Budget.FOREVER);
        faults.queues().hold();
        faults.front().loseAnswers(Budget.FOREVER, "/");
        assertThat(next("Query")).isEqualTo(Trouble.THROTTLED);
        assertThat(faults.front().loses("/v1/grants")).isTrue();

        faults.clear();

        assertThat(next("Query")).isEqualTo(Trouble.NONE);
        assertThat(faults.queues().held()).isFalse();
        assertThat(faults.front().loses("/v1/grants")).isFalse();
    }

    @Test
    void anAnswerIsLostOnItsPathOnlyAndAsOftenAsTold() {
        faults.front().loseAnswers(1, "/v1/receipts");

        assertThat(faults.front().loses("/v1/grants")).isFalse();
        assertThat(faults.front().loses("/v1/receipts")).isTrue();
        assertThat(faults.front().loses("/v1/receipts")).isFalse();
    }

    @Test
    void aDeliveryIsDuplicatedAndReversedAsOftenAsTold() {
        faults.streams().duplicate(1);
        faults.queues().reverse(1);

        assertThat(faults.streams().twice()).isTrue();
        assertThat(faults.streams().twice()).isFalse();
        assertThat(faults.queues().reversed()).isTrue();
        assertThat(faults.queues().reversed()).isFalse();
    }

    @Test
    void whatNobodyCanMeanIsRefused() {
        assertThatThrownBy(() -> faults.queues().duplicate(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> faults.front().delay(java.time.Duration.ofMinutes(6)))
                .hasMessageContaining("300000");
    }

    private Trouble next(String operation) {
        return faults.tables().next(operation, false);
    }
}
