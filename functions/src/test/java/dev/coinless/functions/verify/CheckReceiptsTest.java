package dev.coinless.functions.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.HoldState.Ground;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each state of a hold against each receipt that it may name.
class CheckReceiptsTest {

    private static final ReceiptKey KEY =
            new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));
    private static final Bytes HASH = Bytes.utf8("a receipt beside").sha256();

    private final Samples samples = new Samples(28);
    private final Account credited = samples.account(1000);
    private final Hold hold = samples.hold(credited, 5);
    private final Entry nothing = entry(Entry.Kind.VOID, 0);
    private final Entry taken = entry(Entry.Kind.CAPTURE, 175);

    @Test
    void whatNoReceiptHasEndedNeedsNone() {
        for (var state :
                List.of(
                        new HoldState.Held(),
                        new HoldState.Released(entry(Entry.Kind.RELEASE, 0)),
                        new HoldState.VoidedByProof(nothing),
                        new HoldState.Decided(nothing, new Ground.Nothing(), "lost"))) {
            assertThat(faults(state, Map.of(), Map.of())).isEmpty();
        }
    }

    @Test
    void withoutAReceiptNobodyDecidesForACapture() {
        assertThat(
                        faults(
                                new HoldState.Decided(taken, new Ground.Nothing(), "lost"),
                                Map.of(),
                                Map.of()))
                .containsExactly(
                        "grant %s: 1.75 EUR captured without a receipt".formatted(hold.id()));
    }

    @Test
    void everyReceiptThatIsNamedMustBeStored() {
        for (var state :
                List.of(
                        new HoldState.Captured(taken, KEY),
                        new HoldState.Voided(nothing, KEY),
                        new HoldState.Reviewed(nothing, KEY),
                        new HoldState.Decided(nothing, new Ground.Review(KEY), "it fell"))) {
            assertThat(faults(state, Map.of(), Map.of()))
                    .containsExactly(
                            "grant %s: ended by receipt 0a0b0c0d0e07#1#1, which is not stored"
                                    .formatted(hold.id()));
        }
        assertThat(
                        faults(
                                new HoldState.Decided(
                                        nothing, new Ground.Contradiction(HASH), "it fell"),
                                Map.of(KEY, sale(175)),
                                Map.of()))
                .containsExactly(
                        "grant %s: ended by receipt that contradicts, %s, which is not stored"
                                .formatted(hold.id(), HASH.first(8).hex()));
    }

    @Test
    void aHoldIsInTheStateThatItsReceiptProves() {
        var failed = receipt(Outcome.FAILED, Intent.PAY, 0);
        var unknown = receipt(Outcome.UNKNOWN, Intent.PAY, 0);
        var despiteCancel = receipt(Outcome.VENDED, Intent.CANCEL, 175);
        var captured = new HoldState.Captured(taken, KEY);
        var voided = new HoldState.Voided(nothing, KEY);
        var reviewed = new HoldState.Reviewed(nothing, KEY);

        assertProves(sale(175), captured, voided, reviewed);
        assertProves(failed, voided, captured, reviewed);
        assertProves(unknown, reviewed, captured, voided);
        assertProves(despiteCancel, reviewed, captured, voided);
    }

    @Test
    void whatIsCapturedIsWhatTheReceiptSaysAtMostTheCap() {
        assertThat(stored(new HoldState.Captured(taken, KEY), sale(176)))
                .containsExactly(
                        "grant %s: is Captured with 175 captured, which receipt 0a0b0c0d0e07#1#1 (%s, 176) does not prove"
                                .formatted(hold.id(), Judgement.SALE));
        var all = new HoldState.Captured(entry(Entry.Kind.CAPTURE, 500), KEY);
        assertThat(stored(all, sale(501))).isEmpty();
        assertThat(stored(all, sale(499))).hasSize(1);
    }

    @Test
    void aPersonCapturesOnlyWithTheHoldersWord() {
        var unknown = receipt(Outcome.UNKNOWN, Intent.PAY, 0);
        var cancelled = receipt(Outcome.UNKNOWN, Intent.CANCEL, 0);
        var captured = new HoldState.Decided(taken, new Ground.Review(KEY), "it fell");
        var released = new HoldState.Decided(nothing, new Ground.Review(KEY), "it did not");

        assertThat(stored(captured, unknown)).isEmpty();
        assertThat(stored(captured, cancelled)).hasSize(1);
        assertThat(stored(released, unknown)).isEmpty();
        assertThat(stored(released, cancelled)).isEmpty();
    }

    @Test
    void aContradictingReceiptIsJudgedLikeAnother() {
        var captured = new HoldState.Decided(taken, new Ground.Contradiction(HASH), "it fell");
        var foreign = samples.hold(credited, 6);
        var other = samples.receipt(foreign, Outcome.VENDED, 175).receipt();

        assertThat(faults(captured, Map.of(), Map.of(HASH, sale(175)))).isEmpty();
        assertThat(faults(captured, Map.of(), Map.of(HASH, other)))
                .containsExactly(
                        "grant %s: ended by receipt that contradicts, %s, which names grant %s"
                                .formatted(hold.id(), HASH.first(8).hex(), foreign.id()));
    }

    @Test
    void aReceiptOfAnotherModuleProvesNothing() {
        var elsewhere =
                samples.receipt(
                                Samples.M8,
                                new Sequence(1),
                                Receipt.NO_PREVIOUS,
                                hold,
                                samples.proof(hold, Intent.PAY),
                                Outcome.VENDED,
                                175)
                        .receipt();

        for (var state :
                List.of(
                        new HoldState.Captured(taken, KEY),
                        new HoldState.Voided(nothing, KEY),
                        new HoldState.Reviewed(nothing, KEY))) {
            assertThat(stored(state, elsewhere)).hasSize(1);
        }
    }

    private void assertProves(Receipt receipt, HoldState proven, HoldState... others) {
        assertThat(stored(proven, receipt)).isEmpty();
        for (var other : others) {
            assertThat(stored(other, receipt))
                    .singleElement()
                    .asString()
                    .contains("is " + other.getClass().getSimpleName(), "does not prove");
        }
    }

    private List<String> stored(HoldState state, Receipt receipt) {
        return faults(state, Map.of(KEY, receipt), Map.of());
    }

    private List<String> faults(
            HoldState state, Map<ReceiptKey, Receipt> receipts, Map<Bytes, Receipt> beside) {
        var books =
                new Books(
                        List.of(credited), List.of(hold.with(state)), List.of(), receipts, beside);
        return CheckReceipts.faults(books, PaymentUnit.ENVIRONMENT);
    }

    private Receipt sale(long amount) {
        return receipt(Outcome.VENDED, Intent.PAY, amount);
    }

    private Receipt receipt(Outcome outcome, Intent intent, long amount) {
        return samples.receipt(
                        Samples.M7,
                        new Sequence(1),
                        Receipt.NO_PREVIOUS,
                        hold,
                        samples.proof(hold, intent),
                        outcome,
                        amount)
                .receipt();
    }

    private static Entry entry(Entry.Kind kind, long amount) {
        return new Entry(kind, 3, Samples.NOW, Money.of(amount, "EUR"));
    }
}
