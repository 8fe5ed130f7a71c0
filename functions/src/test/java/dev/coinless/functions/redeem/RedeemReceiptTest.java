package dev.coinless.functions.redeem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryRedemptions;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Receipts that come in order, out of order, twice, in contradiction, and while others write.
class RedeemReceiptTest {

    private static final Generation FIRST = new Generation(1);

    private final Samples samples = new Samples(32);
    private final MemoryRedemptions store = new MemoryRedemptions();
    private final Attempts attempts = new Attempts(AwsMode.dice(2), _ -> {});
    private final RedeemReceipt redeem =
            new RedeemReceipt(store, PaymentUnit.ENVIRONMENT, attempts);
    private final CatchUp catchUp = new CatchUp(store, redeem, attempts);
    private final Account before = samples.account(1000);
    private final Hold hold = samples.hold(before, 5);
    private final Hold second = samples.hold(before.with(hold.open()), 6);

    RedeemReceiptTest() {
        store.put(samples.module());
        store.put(before.with(hold.open()).with(second.open()));
        store.put(hold);
        store.put(second);
    }

    @Test
    void aSaleIsCapturedAndAcknowledged() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        assertThat(redeem.acknowledged(Samples.M7, FIRST)).isEmpty();

        var redemption = redeem(receipt);

        assertThat(redemption.judgement()).isEqualTo(Judgement.SALE);
        assertThat(redemption.hold()).isEqualTo(store.hold(hold.id()));
        assertThat(redemption.acknowledged()).contains(ack(1, receipt));
        assertThat(captured(hold)).isEqualTo(175);
        assertThat(progress().spent()).containsExactly(new Counter(5));
    }

    @Test
    void theSameReceiptAgainChangesNothingAndGetsTheSameAnswer() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        var first = redeem(receipt);
        var version = store.progress(Samples.M7).version();

        assertThat(redeem(receipt)).isEqualTo(first);

        assertThat(account().available()).isEqualTo(Money.of(325, "EUR"));
        assertThat(store.progress(Samples.M7).version()).isEqualTo(version);
        assertThat(store.forks()).isEmpty();
    }

    @Test
    void behindAGapASaleIsCapturedAndNotAcknowledgedUntilTheGapCloses() throws Exception {
        var one = samples.receipt(hold, Outcome.VENDED, 175);
        var two = samples.receipt(second, Outcome.VENDED, 200);

        assertThat(redeem(two).acknowledged()).isEmpty();
        assertThat(captured(second)).isEqualTo(200);

        assertThat(redeem(one).acknowledged()).contains(ack(2, two));
        assertThat(progress().spent()).containsExactly(new Counter(5), new Counter(6));
    }

    @Test
    void aGrantThatNeverWasIsAcknowledgedAndSpendsNothing() throws Exception {
        var unknown = samples.hold(before, 9);
        var receipt = samples.receipt(unknown, Outcome.VENDED, 175);

        var redemption = redeem(receipt);

        assertThat(redemption.judgement()).isEqualTo(Judgement.UNKNOWN_GRANT);
        assertThat(redemption.hold()).isEmpty();
        assertThat(redemption.acknowledged()).contains(ack(1, receipt));
        assertThat(progress().spent()).isEmpty();
    }

    @Test
    void aContradictionIsKeptBesideAndTheModuleQuarantined() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        var fork = samples.receiptInPlaceOf(receipt, second, 200);
        redeem(receipt);

        var redemption = redeem(fork);

        assertThat(redemption.judgement()).isEqualTo(Judgement.SALE);
        assertThat(redemption.acknowledged()).contains(ack(1, receipt));
        assertThat(store.forks())
                .extracting(StoredReceipt::encoded)
                .containsExactly(fork.encoded());
        assertThat(progress().quarantined()).isTrue();
        assertThat(captured(second)).isZero();
        assertThat(redeem(fork).acknowledged()).contains(ack(1, receipt));
    }

    @Test
    void onlyTheModulesOwnWordIsTaken() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175).receipt();
        var forged = receipt.sign(samples.generator().ed25519(), PaymentUnit.ENVIRONMENT);
        var stranger =
                samples.receipt(
                        Samples.M8,
                        new Sequence(1),
                        Receipt.NO_PREVIOUS,
                        hold,
                        samples.proof(hold, Intent.PAY),
                        Outcome.VENDED,
                        175);

        assertRefused(Refusal.BAD_SIGNATURE, () -> redeem.redeem(forged, Samples.NOW));
        assertRefused(Refusal.UNKNOWN_ISSUER, () -> redeem(stranger));
        assertRefused(
                Refusal.BAD_SIGNATURE, () -> redeem.take(forged, samples.module(), Samples.NOW));
        assertRefused(
                Refusal.WRONG_MODULE,
                () -> redeem.take(envelope(stranger), samples.module(), Samples.NOW));
        assertThat(store.receiptsAfter(key(0), 9)).isEmpty();
        assertThat(captured(hold)).isZero();
    }

    @Test
    void whoeverComesBetweenIsNotOverwritten() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        store.beforeAWrite(() -> store.put(account().credited(Money.of(50, "EUR"))));

        assertThat(redeem(receipt).judgement()).isEqualTo(Judgement.SALE);

        assertThat(account().available()).isEqualTo(Money.of(375, "EUR"));
        assertThat(captured(hold)).isEqualTo(175);
        assertThat(redeem.acknowledged(Samples.M7, FIRST)).contains(ack(1, receipt));
    }

    @Test
    void progressThatSomebodyElseMovedIsReadAgain() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        store.beforeAWrite(() -> {});
        store.beforeAWrite(this::quarantineOfAnotherGeneration);

        redeem(receipt);

        assertThat(store.progress(Samples.M7).version()).isEqualTo(2);
        assertThat(redeem.acknowledged(Samples.M7, FIRST)).contains(ack(1, receipt));
    }

    @Test
    void anAccountThatDoesNotKnowTheHoldIsNeverSettled() {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        store.put(before);

        assertThatThrownBy(() -> redeem(receipt)).isInstanceOf(Attempts.Exhausted.class);

        assertThat(captured(hold)).isZero();
        assertThat(redeem.acknowledged(Samples.M7, FIRST)).isEmpty();
    }

    @Test
    void manyAreTakenFirstAndCountedWhenTheyAreCaughtUp() throws Exception {
        var one = samples.receipt(hold, Outcome.VENDED, 175);
        var two = samples.receipt(second, Outcome.FAILED, 0);

        assertThat(take(two)).isEqualTo(Judgement.NO_SALE);
        assertThat(take(one)).isEqualTo(Judgement.SALE);
        assertThat(captured(hold)).isEqualTo(175);
        assertThat(store.progress(Samples.M7).version()).isZero();

        var progress = catchUp.catchUp(Samples.M7, FIRST, Samples.NOW);

        assertThat(progress.contiguous()).isEqualTo(new Sequence(2));
        assertThat(progress).isEqualTo(progress());
        assertThat(catchUp.catchUp(Samples.M7, FIRST, Samples.NOW)).isEqualTo(progress);
        assertThat(store.progress(Samples.M7).version()).isEqualTo(1);
    }

    @Test
    void catchingUpSettlesWhatACrashLeftOpen() {
        store.storeIfAbsent(samples.receipt(hold, Outcome.VENDED, 175));
        store.beforeAWrite(() -> {});
        store.beforeAWrite(this::quarantineOfAnotherGeneration);

        catchUp.catchUp(Samples.M7, FIRST, Samples.NOW);

        assertThat(captured(hold)).isEqualTo(175);
        assertThat(progress().contiguous()).isEqualTo(new Sequence(1));
        assertThat(progress().spent()).containsExactly(new Counter(5));
    }

    @Test
    void aQuarantinedModuleGoesNoFurther() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        redeem(receipt);
        redeem(samples.receiptInPlaceOf(receipt, second, 200));

        redeem(samples.receipt(second, Outcome.VENDED, 200));

        assertThat(captured(second)).isEqualTo(200);
        assertThat(progress().contiguous()).isEqualTo(new Sequence(1));
    }

    @Test
    void aContradictionAmongManyIsKeptBeside() throws Exception {
        var receipt = samples.receipt(hold, Outcome.VENDED, 175);
        take(receipt);

        assertThat(take(samples.receiptInPlaceOf(receipt, second, 200))).isEqualTo(Judgement.SALE);

        assertThat(store.forks()).hasSize(1);
        assertThat(progress().quarantined()).isTrue();
    }

    @Test
    void onlyWhatLiesBehindAGapIsRedeemedInFull() throws Exception {
        var one = samples.receipt(hold, Outcome.VENDED, 175);
        redeem(one);
        var two = samples.receipt(second, Outcome.VENDED, 200);
        var elsewhere = store.progress(Samples.M7).of(new Generation(2));

        assertThat(behindGap(progress(), one)).isFalse();
        assertThat(behindGap(elsewhere, two)).isFalse();
        assertThat(captured(second)).isZero();

        assertThat(behindGap(progress(), one, two)).isTrue();

        assertThat(captured(second)).isEqualTo(200);
        assertThat(progress().contiguous()).isEqualTo(new Sequence(2));
        var request =
                Envelope.sign(
                        ObjectType.RECEIPT,
                        PaymentUnit.ENVIRONMENT,
                        Bytes.EMPTY,
                        Claims.body(),
                        samples.moduleKey());
        assertThatThrownBy(() -> redeem.behindGap(List.of(request), progress(), Samples.NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    private boolean behindGap(GenerationProgress progress, StoredReceipt... receipts)
            throws Malformed {
        var envelopes = new ArrayList<Envelope>();
        for (var receipt : receipts) {
            envelopes.add(envelope(receipt));
        }
        return redeem.behindGap(envelopes, progress, Samples.NOW);
    }

    private void quarantineOfAnotherGeneration() {
        var progress = store.progress(Samples.M7);
        store.advance(progress.with(progress.of(new Generation(2)).quarantine()));
    }

    private Redemption redeem(StoredReceipt receipt) throws Refused, Malformed {
        return redeem.redeem(envelope(receipt), Samples.NOW);
    }

    private Judgement take(StoredReceipt receipt) throws Refused, Malformed {
        return redeem.take(envelope(receipt), samples.module(), Samples.NOW);
    }

    private static Envelope envelope(StoredReceipt receipt) throws Malformed {
        return Envelope.parse(ObjectType.RECEIPT, receipt.encoded());
    }

    private Account account() {
        return store.account(before.id()).orElseThrow();
    }

    private long captured(Hold of) {
        return store.hold(of.id())
                .filter(it -> it.state() instanceof HoldState.Captured)
                .map(it -> it.captured().minorUnits())
                .orElse(0L);
    }

    private GenerationProgress progress() {
        return store.progress(Samples.M7).of(FIRST);
    }

    private static ReceiptKey key(long sequence) {
        return new ReceiptKey(Samples.M7, FIRST, new Sequence(sequence));
    }

    private static Ack ack(long sequence, StoredReceipt last) {
        return new Ack(Samples.M7, FIRST, new Sequence(sequence), last.hash());
    }

    /// Something that may be refused.
    private interface Asking {
        Object ask() throws Refused, Malformed;
    }

    private static void assertRefused(Refusal reason, Asking asking) {
        assertThatThrownBy(asking::ask)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem().reason()).isEqualTo(reason));
    }
}
