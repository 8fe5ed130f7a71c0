package dev.coinless.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.VendedItem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final Counter FIVE = new Counter(5);

    @Test
    void aConsumptionWithoutIntentIsClosedUnused() {
        var settlement = settlement();

        assertThat(settlement.outcome()).isEqualTo(Outcome.CLOSED_UNUSED);
        assertThat(settlement.amount().minorUnits()).isZero();
        assertThat(settlement.items()).isEmpty();
    }

    @Test
    void anIntentWithoutResultIsUnknownAndCapturesNothing() {
        var settlement =
                settlement(
                        new Intended(FIVE, 1, 12, 175),
                        new Resulted(FIVE, 1, VendResult.VENDED),
                        new Intended(FIVE, 2, 13, 200));

        assertThat(settlement.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(settlement.amount().minorUnits()).isZero();
    }

    @Test
    void aSessionWhereEveryVendFailedIsFailed() {
        var settlement =
                settlement(
                        new Intended(FIVE, 1, 12, 175), new Resulted(FIVE, 1, VendResult.FAILED));

        assertThat(settlement.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(settlement.amount().minorUnits()).isZero();
        assertThat(settlement.items()).containsExactly(new VendedItem(12, 175, false));
    }

    @Test
    void aMachineThatRefusedBeforeAnySignalHasFailed() {
        var settlement = settlement(new Resulted(FIVE, 1, VendResult.FAILED));

        assertThat(settlement.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(settlement.amount().minorUnits()).isZero();
        assertThat(settlement.items()).isEmpty();
    }

    @Test
    void onlyVendsThatSucceededAreCaptured() {
        var settlement =
                settlement(
                        new Intended(FIVE, 1, 12, 175),
                        new Resulted(FIVE, 1, VendResult.FAILED),
                        new Intended(FIVE, 2, 13, 200),
                        new Resulted(FIVE, 2, VendResult.VENDED));

        assertThat(settlement.outcome()).isEqualTo(Outcome.VENDED);
        assertThat(settlement.amount().minorUnits()).isEqualTo(200);
        assertThat(settlement.items())
                .containsExactly(new VendedItem(12, 175, false), new VendedItem(13, 200, true));
    }

    @Test
    void recordsThatDoNotStartWithTheConsumptionAreABug() {
        assertThatThrownBy(() -> Settlement.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Settlement.of(List.of(new Intended(FIVE, 1, 12, 175))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsOfTheConsumptionInTheCurrencyOfItsCap() {
        var settlement = settlement();

        assertThat(settlement.consumption()).isEqualTo(JournalContractTest.consumption(FIVE));
        assertThat(settlement.amount()).isEqualTo(Money.of(0, "EUR"));
    }

    @Test
    void theReceiptIsFoundAmongTheRecordsOnceItIsWritten() {
        var receipt = Bytes.utf8("receipt");
        var consumed = new Consumed(JournalContractTest.consumption(FIVE));
        var intended = new Intended(FIVE, 1, 12, 175);
        var written = new Receipted(FIVE, new Sequence(1), receipt);

        assertThat(Settlement.receiptIn(List.of())).isEmpty();
        assertThat(Settlement.receiptIn(List.of(consumed, intended))).isEmpty();
        assertThat(Settlement.receiptIn(List.of(consumed, intended, written))).contains(receipt);
    }

    private static Settlement settlement(JournalRecord... further) {
        var records = new ArrayList<JournalRecord>();
        records.add(new Consumed(JournalContractTest.consumption(FIVE)));
        records.addAll(List.of(further));
        return Settlement.of(records);
    }
}
