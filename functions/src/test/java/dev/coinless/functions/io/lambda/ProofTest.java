package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Ack;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How holds end, and how they do not.
class ProofTest {

    final RandomGenerator random = AwsMode.dice(4);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m8 = new PaymentUnit("0a0b0c0d0e08", random);

    @BeforeEach
    void bothHaveTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m8, "A");
        for (var phone : new Phone[] {p, q}) {
            cloud.register(phone);
            cloud.credit(phone, 1000);
        }
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(cloud.balances()).isNotEmpty();
    }

    /// A grant and the key it is bound to.
    record Held(GrantToken token, Es256PrivateKey holder) {}

    @Test
    void timeAloneEndsNoHold() {
        grant(p, m7, 5);

        cloud.clock.advance(Duration.ofDays(365));
        cloud.sweep();

        assertThat(held(p)).isEqualTo(500);
    }

    @Test
    void aCheckpointAboveTheCodeEndsItsHold() {
        grant(p, m7, 5);
        m7.raiseFloor(5);
        cloud.checkpoint(q, m7.checkpoint());
        cloud.sweep();
        assertThat(held(p)).isEqualTo(500);

        m7.raiseFloor(6);
        assertThat(cloud.checkpoint(q, m7.checkpoint()).body().path("accepted").asBoolean())
                .isTrue();
        cloud.sweep();

        assertThat(held(p)).isZero();
        assertThat(available(p)).isEqualTo(1000);
    }

    @Test
    void aCheckpointProvesNothingWhileAReceiptIsMissing() {
        var sold = grant(p, m7, 5);
        var receipt = sale(sold, 175);
        m7.raiseFloor(8);

        cloud.checkpoint(q, m7.checkpoint());
        cloud.sweep();
        assertThat(held(p)).isEqualTo(500);
        cloud.redeem(q, receipt);

        assertThat(available(p)).isEqualTo(825);
        assertThat(held(p)).isZero();
    }

    @Test
    void aReceiptThatComesOutOfOrderCapturesAtOnceButProvesNothingYet() {
        var first = grant(p, m7, 5);
        var firstReceipt = sale(first, 100);
        var second = grant(q, m7, 6);
        m7.raiseFloor(7);
        var secondReceipt = sale(second, 200);

        var late = cloud.redeem(p, secondReceipt);
        cloud.sweep();
        assertThat(late.body().path("state").asText()).isEqualTo("CAPTURED");
        assertThat(late.body().has("ack")).isFalse();
        assertThat(held(p)).isEqualTo(500);

        var now = cloud.redeem(p, firstReceipt);

        assertThat(ack(now).sequence().value()).isEqualTo(2);
        assertThat(ack(now).hash()).isEqualTo(secondReceipt.encoded().sha256());
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 300L);
    }

    @Test
    void theSameReceiptTwiceCapturesOnce() {
        var receipt = sale(grant(p, m7, 5), 175);

        var first = cloud.redeem(p, receipt);
        var again = cloud.redeem(q, receipt);
        cloud.publish(receipt, receipt);

        assertThat(again.body().path("captured")).isEqualTo(first.body().path("captured"));
        assertThat(again.body().path("state")).isEqualTo(first.body().path("state"));
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
    }

    @Test
    void aPublishedReceiptMakesTheSameEntriesAsACarriedOne() {
        var byPhone = sale(grant(p, m7, 5), 175);
        var byNetwork = sale(m8, grant(q, m8, 5), 175);

        cloud.redeem(q, byPhone);
        assertThat(cloud.publish(byNetwork)).isZero();

        assertThat(available(p)).isEqualTo(available(q)).isEqualTo(825);
    }

    @Test
    void whatIsNoBundleIsDroppedAlone() {
        var receipt = sale(grant(p, m7, 5), 175);

        assertThat(cloud.publish(receipt.encoded(), m7.bundle(m7.held(), receipt))).isZero();
        assertThat(available(p)).isEqualTo(825);
    }

    @Test
    void aSelectionShowsThatAnEarlierHoldIsDead() {
        var first = m7.selection(3, 12, Money.of(175, "EUR"));
        assertThat(cloud.grantOnSelection(p, first, p.newHolder()).status()).isEqualTo(200);
        var second = m7.selection(4, 12, Money.of(175, "EUR"));
        assertThat(cloud.grantOnSelection(p, second, p.newHolder()).code()).isEqualTo("OVER_LIMIT");
        m7.raiseFloor(5);
        var third = m7.selection(5, 12, Money.of(175, "EUR"));

        assertThat(cloud.grantOnSelection(p, third, p.newHolder()).code()).isEqualTo("BUSY");
        cloud.sweep();
        assertThat(cloud.grantOnSelection(p, third, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void withoutTheHoldersProofNothingIsCaptured() {
        var held = grant(p, m7, 5);
        var other = grant(q, m7, 5);
        var receipt =
                m7.receipt(
                        held.token().grant().id(),
                        m7.proof(other.token(), other.holder(), Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR"));

        var answer = cloud.redeem(p, receipt);

        assertThat(answer.body().path("state").asText()).isEqualTo("REVIEW");
        assertThat(answer.body().path("captured").asLong()).isZero();
        assertThat(available(p)).isEqualTo(1000);
        assertThat(cloud.balances()).doesNotContainKey("operator/A/payable");
    }

    @Test
    void aPowerCutsReceiptGivesTheMoneyBackAndIsFlagged() {
        var held = grant(p, m7, 5);
        var receipt =
                m7.receipt(
                        held.token().grant().id(),
                        m7.proof(held.token(), held.holder(), Intent.PAY),
                        Outcome.UNKNOWN,
                        Money.of(0, "EUR"));

        cloud.redeem(q, receipt);

        var grant = cloud.grant(p, held.token().grant().id().toString());
        assertThat(grant.body().path("state").asText()).isEqualTo("REVIEW");
        assertThat(available(p)).isEqualTo(1000);
    }

    @Test
    void whoCutsThePowerAgainAndAgainGetsNoMoreGrantsThatDay() {
        for (int cut = 1; cut <= 3; cut++) {
            var held = grant(p, m7, cut);
            cloud.redeem(
                    q,
                    m7.receipt(
                            held.token().grant().id(),
                            m7.proof(held.token(), held.holder(), Intent.PAY),
                            Outcome.UNKNOWN,
                            Money.of(0, "EUR")));
        }

        var refused = cloud.grantOnCode(p, m8, 9, p.newHolder());
        assertThat(refused.code()).isEqualTo("OVER_LIMIT");
        assertThat(available(p)).isEqualTo(1000);
        assertThat(cloud.grantOnCode(q, m8, 9, q.newHolder()).status()).isEqualTo(200);
        cloud.clock.advance(Duration.ofDays(1));
        assertThat(cloud.grantOnCode(p, m8, 9, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void receiptsWithoutTheHoldersProofDoNotCountAgainstTheHolder() {
        for (int lie = 1; lie <= 3; lie++) {
            var held = grant(p, m7, lie);
            var other = grant(q, m7, lie);
            cloud.redeem(
                    q,
                    m7.receipt(
                            held.token().grant().id(),
                            m7.proof(other.token(), other.holder(), Intent.PAY),
                            Outcome.UNKNOWN,
                            Money.of(0, "EUR")));
            cloud.sweep();
        }

        assertThat(cloud.grantOnCode(p, m8, 9, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void aReceiptForAHoldThatProofHasEndedCapturesNothing() {
        var held = grant(p, m7, 5);
        m7.raiseFloor(9);
        cloud.checkpoint(p, m7.checkpoint());
        cloud.sweep();

        var answer = cloud.redeem(p, sale(held, 175));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("state").asText()).isEqualTo("VOIDED");
        assertThat(available(p)).isEqualTo(1000);
    }

    @Test
    void aModuleThatSignsTwoReceiptsUnderOneKeyGetsNoMoreGrants() {
        var held = grant(p, m7, 5);
        var fork = m7.forkedReceipt(held.token().grant().id());
        cloud.redeem(p, sale(held, 175));

        var answer = cloud.redeem(q, fork);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(cloud.grantOnCode(q, m7, 9, q.newHolder()).code()).isEqualTo("REVOKED");
        assertThat(available(p)).isEqualTo(825);
    }

    @Test
    void aModuleEnrolledAgainBeginsAnewAndItsOldReceiptsStillCount() {
        var held = grant(p, m7, 5);
        var old = sale(held, 175);
        var oldCode = m7.code(8);
        var again = new PaymentUnit("0a0b0c0d0e07", random);
        cloud.enrol(again, "A");

        assertThat(again.generation().value()).isEqualTo(2);
        assertThat(cloud.grantOnCode(q, m7, oldCode, q.newHolder(), q.newRequestId()).code())
                .isEqualTo("STALE_CODE");
        assertThat(cloud.grantOnCode(q, again, 1, q.newHolder()).status()).isEqualTo(200);
        assertThat(cloud.redeem(q, old).body().path("state").asText()).isEqualTo("CAPTURED");
    }

    @Test
    void aSelectionIsHeldAndCapturedAtItsPrice() {
        var holder = p.newHolder();
        var selection = m7.selection(5, 12, Money.of(175, "EUR"));
        var token = Cloud.token(cloud.grantOnSelection(p, selection, holder));

        assertThat(token.grant().cap()).isEqualTo(Money.of(175, "EUR"));
        cloud.redeem(p, sale(new Held(token, holder), 175));

        assertThat(available(p)).isEqualTo(825);
    }

    private Held grant(Phone phone, PaymentUnit module, long counter) {
        var holder = phone.newHolder();
        return new Held(Cloud.token(cloud.grantOnCode(phone, module, counter, holder)), holder);
    }

    private Envelope sale(Held held, long amount) {
        return sale(m7, held, amount);
    }

    private static Envelope sale(PaymentUnit module, Held held, long amount) {
        return module.receipt(
                held.token().grant().id(),
                module.proof(held.token(), held.holder(), Intent.PAY),
                Outcome.VENDED,
                Money.of(amount, "EUR"));
    }

    private static Ack ack(Cloud.Reply reply) {
        try {
            var encoded = Bytes.fromBase64Url(reply.body().path("ack").asText());
            return Ack.decode(Envelope.parse(ObjectType.ACK, encoded));
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private long held(Phone phone) {
        return cloud.account(phone).body().path("held").asLong();
    }

    private long available(Phone phone) {
        return cloud.account(phone).body().path("available").asLong();
    }
}
