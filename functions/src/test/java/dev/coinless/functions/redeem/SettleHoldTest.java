package dev.coinless.functions.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.HolderProof;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.receipt.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettleHoldTest {

    final Samples samples = new Samples(5);
    final Account before = samples.account(1000);
    final Hold hold = samples.hold(before, 5);
    final Account holding = before.with(hold.open());

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(Outcome.VENDED, Intent.PAY, 175, Judgement.SALE),
                Arguments.of(Outcome.VENDED, Intent.PAY, 0, Judgement.NO_SALE),
                Arguments.of(Outcome.VENDED, Intent.CANCEL, 175, Judgement.SOLD_DESPITE_CANCEL),
                Arguments.of(Outcome.FAILED, Intent.PAY, 0, Judgement.NO_SALE),
                Arguments.of(Outcome.FAILED, Intent.CANCEL, 0, Judgement.NO_SALE),
                Arguments.of(Outcome.CLOSED_UNUSED, Intent.PAY, 0, Judgement.NO_SALE),
                Arguments.of(Outcome.CLOSED_UNUSED, Intent.CANCEL, 0, Judgement.NO_SALE),
                Arguments.of(Outcome.UNKNOWN, Intent.PAY, 0, Judgement.UNKNOWN_OUTCOME),
                Arguments.of(Outcome.UNKNOWN, Intent.CANCEL, 0, Judgement.UNKNOWN_OUTCOME));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void aProvenReceiptIsJudgedByItsOutcomeAndIntent(
            Outcome outcome, Intent intent, long amount, Judgement expected) {
        var receipt = receipt(hold, samples.proof(hold, intent), outcome, amount);

        assertThat(judge(receipt, hold)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void withoutTheHoldersProofEveryOutcomeIsInDoubt(
            Outcome outcome, Intent intent, long amount, Judgement ignored) {
        var other = samples.hold(before, 5);
        var receipt = receipt(hold, samples.proof(other, intent), outcome, amount);

        assertThat(judge(receipt, hold)).isEqualTo(Judgement.NO_PROOF);
    }

    @Tag("exhaustive")
    @Test
    void everyBitOfTheProofMatters() {
        var proof = ((Evidence.Holder) samples.proof(hold, Intent.PAY)).proof();
        for (int bit = 0; bit < 64 * 8; bit++) {
            var signature = proof.signature().toArray();
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            var flipped =
                    new HolderProof(
                            proof.nonce(), proof.holder(), proof.intent(), Bytes.of(signature));

            assertThat(
                            judge(
                                    receipt(
                                            hold,
                                            new Evidence.Holder(flipped),
                                            Outcome.VENDED,
                                            175),
                                    hold))
                    .as("bit %d", bit)
                    .isEqualTo(Judgement.NO_PROOF);
        }
    }

    @Test
    void aRequestProvesOnlyAGrantThatIsBoundToIt() {
        var hash = new RequestHash(samples.generator().bytes(16));
        var bound = samples.hold(before, 5, Optional.of(new Binding.Request(hash)));
        var evidence = new Evidence.Request(hash);
        var other = new Evidence.Request(new RequestHash(samples.generator().bytes(16)));

        long price = bound.cap().minorUnits();

        assertThat(judge(receipt(bound, evidence, Outcome.VENDED, price), bound))
                .isEqualTo(Judgement.SALE);
        for (long amount : new long[] {1, price - 1, price + 1}) {
            assertThat(judge(receipt(bound, evidence, Outcome.VENDED, amount), bound))
                    .isEqualTo(Judgement.OTHER_PRICE);
        }
        assertThat(judge(receipt(bound, other, Outcome.VENDED, 175), bound))
                .isEqualTo(Judgement.NO_PROOF);
        assertThat(judge(receipt(hold, evidence, Outcome.VENDED, 175), hold))
                .isEqualTo(Judgement.NO_PROOF);
        assertThat(
                        judge(
                                receipt(
                                        bound,
                                        samples.proof(bound, Intent.PAY),
                                        Outcome.VENDED,
                                        175),
                                bound))
                .isEqualTo(Judgement.NO_PROOF);
    }

    @Test
    void aModuleSaysNothingAboutAnothersGrant() {
        var receipt =
                samples.receipt(
                                Samples.M8,
                                new Sequence(1),
                                Receipt.NO_PREVIOUS,
                                hold,
                                samples.proof(hold, Intent.PAY),
                                Outcome.VENDED,
                                175)
                        .receipt();

        assertThat(judge(receipt, hold)).isEqualTo(Judgement.WRONG_MODULE);
        assertThat(settle(receipt, Judgement.WRONG_MODULE, hold)).isEmpty();
    }

    @Test
    void aGrantThatNeverWasIsUnknown() {
        var receipt = receipt(hold, samples.proof(hold, Intent.PAY), Outcome.VENDED, 175);

        assertThat(Judgement.of(receipt, Optional.empty(), PaymentUnit.ENVIRONMENT))
                .isEqualTo(Judgement.UNKNOWN_GRANT);
    }

    @Test
    void aSaleIsCapturedAndTheRestIsFreeAgain() {
        var receipt = receipt(hold, samples.proof(hold, Intent.PAY), Outcome.VENDED, 175);

        var settled = settle(receipt, Judgement.SALE, hold).orElseThrow();

        assertThat(settled.account().available()).isEqualTo(Money.of(825, "EUR"));
        assertThat(settled.account().held().isZero()).isTrue();
        assertThat(settled.hold().captured()).isEqualTo(Money.of(175, "EUR"));
        assertThat(settled.hold().ending().orElseThrow().version())
                .isEqualTo(settled.account().version());
    }

    @Test
    void noCaptureExceedsTheCap() {
        var receipt = receipt(hold, samples.proof(hold, Intent.PAY), Outcome.VENDED, 501);

        var settled = settle(receipt, Judgement.SALE, hold).orElseThrow();

        assertThat(settled.hold().captured()).isEqualTo(Money.of(500, "EUR"));
    }

    /// Every state a hold can be in, for the matrix.
    List<HoldState> states() {
        var entry = new Entry(Entry.Kind.VOID, 3, Samples.NOW, Money.of(0, "EUR"));
        var key = new ReceiptKey(Samples.M7, new Generation(1), new Sequence(1));
        var states =
                List.<HoldState>of(
                        new HoldState.Held(),
                        new HoldState.Released(hold.releaseForNow(holding, Samples.NOW)),
                        new HoldState.Captured(
                                new Entry(Entry.Kind.CAPTURE, 3, Samples.NOW, Money.of(175, "EUR")),
                                key),
                        new HoldState.Voided(entry, key),
                        new HoldState.VoidedByProof(entry),
                        new HoldState.Reviewed(entry, key),
                        new HoldState.Decided(entry, new HoldState.Ground.Nothing(), "lost"));
        assertThat(states.stream().map(Object::getClass))
                .hasSameSizeAs(HoldState.class.getPermittedSubclasses());
        return states;
    }

    @Test
    void everyJudgementInEveryStateDoesWhatTheMatrixSays() {
        var receipt = receipt(hold, samples.proof(hold, Intent.PAY), Outcome.VENDED, 175);
        var matrix = new StringBuilder();
        for (var state : states()) {
            for (var judgement : Judgement.values()) {
                var next = settle(receipt, judgement, hold.with(state));
                matrix.append(
                        "%s + %s -> %s%n"
                                .formatted(
                                        name(state),
                                        judgement,
                                        next.map(s -> name(s.hold().state())).orElse("unchanged")));
            }
        }

        assertThat(matrix.toString().lines().filter(line -> !line.endsWith("unchanged")))
                .containsExactly(
                        "Held + SALE -> Captured",
                        "Held + NO_SALE -> Voided",
                        "Held + UNKNOWN_OUTCOME -> Reviewed",
                        "Held + SOLD_DESPITE_CANCEL -> Reviewed",
                        "Held + OTHER_PRICE -> Reviewed",
                        "Held + NO_PROOF -> Reviewed",
                        "Released + SALE -> Captured",
                        "Released + NO_SALE -> Voided",
                        "Released + UNKNOWN_OUTCOME -> Reviewed",
                        "Released + SOLD_DESPITE_CANCEL -> Reviewed",
                        "Released + OTHER_PRICE -> Reviewed",
                        "Released + NO_PROOF -> Reviewed");
        assertThat(matrix.toString().lines()).hasSize(7 * Judgement.values().length);
    }

    @Test
    void proofEndsOnlyAnOpenHold() {
        for (var state : states()) {
            var in = hold.with(state);
            var settled = SettleHold.byProof(in, accountOf(in), Samples.NOW);

            assertThat(settled.isPresent()).isEqualTo(in.isOpen());
            settled.ifPresent(s -> {
                assertThat(s.account().available()).isEqualTo(Money.of(1000, "EUR"));
                assertThat(s.hold().captured().isZero()).isTrue();
            });
        }
    }

    private static String name(HoldState state) {
        return state.getClass().getSimpleName();
    }

    private Optional<SettleHold.Settled> settle(Receipt receipt, Judgement judgement, Hold of) {
        return SettleHold.by(receipt, judgement, of, accountOf(of), Samples.NOW);
    }

    /// The account as it is while the hold is in its state.
    private Account accountOf(Hold of) {
        return of.state() instanceof HoldState.Released ? holding.released(of.id()) : holding;
    }

    private static Judgement judge(Receipt receipt, Hold hold) {
        return Judgement.of(receipt, Optional.of(hold), PaymentUnit.ENVIRONMENT);
    }

    private Receipt receipt(Hold of, Evidence evidence, Outcome outcome, long amount) {
        return samples.receipt(
                        Samples.M7,
                        new Sequence(1),
                        Receipt.NO_PREVIOUS,
                        of,
                        evidence,
                        outcome,
                        amount)
                .receipt();
    }
}
