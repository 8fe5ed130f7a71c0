package dev.coinless.functions.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.id.Generation;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Outcome;
import org.junit.jupiter.api.Test;

/// What every store of redemptions owes the use cases; the fake of their tests and the table pass
/// it.
abstract class RedemptionsContract {

    private final Samples samples = new Samples(31);
    private final Account before = samples.account(1000);
    private final Hold hold = samples.hold(before, 5);
    private final Account holding = before.with(hold.open());
    private final SettleHold.Settled settled =
            SettleHold.byProof(hold, holding, Samples.NOW).orElseThrow();

    abstract RedeemStore store();

    abstract void put(PaymentModule module);

    abstract void put(Account account);

    abstract void put(Hold hold);

    @Test
    void whatIsThereIsFoundAndNothingElse() {
        var other = samples.hold(before, 6);
        put(samples.module());
        put(holding);
        put(hold);

        assertThat(store().module(Samples.M7)).contains(samples.module());
        assertThat(store().module(Samples.M8)).isEmpty();
        assertThat(store().account(before.id())).contains(holding);
        assertThat(store().account(samples.account(0).id())).isEmpty();
        assertThat(store().hold(hold.id())).contains(hold);
        assertThat(store().hold(other.id())).isEmpty();
    }

    @Test
    void aReceiptIsStoredOnceAndTheFirstOneStays() {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        var fork = samples.receiptInPlaceOf(receipt, hold, 200);

        assertThat(store().storeIfAbsent(receipt)).isEqualTo(receipt.encoded());
        assertThat(store().storeIfAbsent(fork)).isEqualTo(receipt.encoded());
        assertThat(store().storeIfAbsent(receipt)).isEqualTo(receipt.encoded());
    }

    @Test
    void receiptsAreReadInTheirOrderAfterOneAndUpToALimit() {
        var first = samples.receipt(hold, Outcome.VENDED, 1);
        var second = samples.receipt(hold, Outcome.VENDED, 2);
        var third = samples.receipt(hold, Outcome.VENDED, 3);
        store().storeIfAbsent(third);
        store().storeIfAbsent(first);
        store().storeIfAbsent(second);

        assertThat(store().receiptsAfter(first.key(), 9))
                .extracting(each -> each.encoded())
                .containsExactly(second.encoded(), third.encoded());
        assertThat(store().receiptsAfter(first.key(), 1))
                .extracting(each -> each.encoded())
                .containsExactly(second.encoded());
        assertThat(store().receiptsAfter(third.key(), 9)).isEmpty();
    }

    @Test
    void accountAndHoldAreWrittenTogetherIfBothAreAsTheyWere() {
        put(holding.touched());
        put(hold);
        assertThat(store().settle(holding, settled)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(store().hold(hold.id())).contains(hold);

        put(holding);
        put(settled.hold());
        assertThat(store().settle(holding, settled)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(store().account(before.id())).contains(holding);

        put(hold);
        assertThat(store().settle(holding, settled)).isEqualTo(Write.WRITTEN);
        assertThat(store().account(before.id())).contains(settled.account());
        assertThat(store().hold(hold.id())).contains(settled.hold());
        assertThat(settled.account().available()).isEqualTo(Money.of(1000, "EUR"));
    }

    @Test
    void progressMovesOnFromWhatIsStoredOnly() {
        var nothing = Progress.none(Samples.M7);
        assertThat(store().progress(Samples.M7)).isEqualTo(nothing);
        var one = nothing.with(nothing.of(new Generation(1)).quarantine());
        var two = one.with(one.of(new Generation(2)).quarantine());

        assertThat(store().advance(two)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(store().advance(one)).isEqualTo(Write.WRITTEN);
        assertThat(store().advance(one)).isEqualTo(Write.CHANGED_MEANWHILE);
        assertThat(store().advance(two)).isEqualTo(Write.WRITTEN);

        assertThat(store().progress(Samples.M7)).isEqualTo(two);
        assertThat(store().progress(Samples.M8)).isEqualTo(Progress.none(Samples.M8));
    }
}
