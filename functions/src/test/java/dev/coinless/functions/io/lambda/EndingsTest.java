package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holds that end late, provisionally, or by a person's decision.
class EndingsTest {

    private static final Duration OVERDUE = Duration.ofMinutes(20);

    final RandomGenerator random = AwsMode.dice(14);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m9 = new PaymentUnit("0a0b0c0d0e09", random);
    private long counter = 4;

    @BeforeEach
    void bothHaveTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m9, "A");
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
    record Held(GrantToken token, Es256PrivateKey holder) {
        String id() {
            return token.grant().id().toString();
        }
    }

    @Test
    void anOverdueHoldOfAKnownCustomerIsSetFreeForNow() {
        earnGoodStanding(p);
        var held = grant(p, m7);
        cloud.clock.advance(OVERDUE.minusSeconds(1));
        cloud.sweep();
        assertThat(held(p)).isEqualTo(500);

        cloud.clock.advance(Duration.ofSeconds(1));
        cloud.sweep();

        assertThat(held(p)).isZero();
        assertThat(available(p)).isEqualTo(1000);
        assertThat(state(p, held)).isEqualTo("RELEASED");
    }

    @Test
    void nobodyElsesHoldEndsByAClock() {
        buy(q, 10, Duration.ofDays(2));
        grant(q, m7);

        cloud.clock.advance(OVERDUE);
        cloud.sweep();
        cloud.clock.advance(Duration.ofDays(8));
        cloud.sweep();
        assertThat(held(q)).isEqualTo(500);

        // Ten sales over thirty days are what it takes, and now they are.
        cloud.clock.advance(Duration.ofDays(3));
        cloud.sweep();
        assertThat(held(q)).isZero();
    }

    @Test
    void oneHoldIsFreeForNowAtATimeAndOneInSevenDays() {
        earnGoodStanding(p);
        var first = grant(p, m7);
        var second = grant(p, m9);

        cloud.clock.advance(OVERDUE);
        cloud.sweep();
        assertThat(held(p)).isEqualTo(500);
        prove(first.token());
        cloud.sweep();
        assertThat(held(p)).isEqualTo(state(p, second).equals("HELD") ? 500 : 0);

        cloud.clock.advance(Duration.ofDays(7));
        cloud.sweep();
        prove(first.token());
        cloud.sweep();
        cloud.sweep();
        assertThat(held(p)).isZero();
    }

    @Test
    void aLateReceiptTakesWhatIsThereAndTheRestIsOwed() {
        var late = setFreeForNow(p);
        spendAllBut(p, 75);

        assertThat(cloud.redeem(q, sale(m7, late, 175)).body().path("captured").asLong())
                .isEqualTo(175);

        assertThat(available(p)).isZero();
        assertThat(debt(p)).isEqualTo(100);
        assertThat(cloud.balances()).containsEntry("platform/risk", -100L);
        assertThat(grantReply(p, m7).code()).isIn("OVER_LIMIT", "INSUFFICIENT");

        cloud.credit(p, 60);
        assertThat(debt(p)).isEqualTo(40);
        cloud.credit(p, 60);
        assertThat(debt(p)).isZero();
        assertThat(available(p)).isEqualTo(20);
        assertThat(cloud.balances()).containsEntry("platform/risk", 0L);
    }

    @Test
    void aReceiptThatComesTwiceIsTakenOnce() {
        var late = setFreeForNow(p);
        var receipt = sale(m7, late, 175);

        cloud.redeem(q, receipt);
        cloud.redeem(p, receipt);

        assertThat(available(p)).isEqualTo(825);
        assertThat(liens(p)).isZero();
    }

    @Test
    void aLienBlocksMachinesWithoutNetworkUntilItIsProvenUnused() {
        var late = setFreeForNow(p);
        var refused = grantReply(p, m9);
        assertThat(refused.code()).isEqualTo("OVER_LIMIT");
        assertThat(refused.body().path("detail").asText()).contains("network of their own");

        prove(late.token());
        cloud.sweep();

        assertThat(liens(p)).isZero();
        assertThat(available(p)).isEqualTo(1000);
        assertThat(state(p, late)).isEqualTo("VOIDED");
        assertThat(grantReply(p, m9).status()).isEqualTo(200);
    }

    @Test
    void aLateReceiptWithoutASaleOrInDoubtLiftsTheLien() {
        var first = setFreeForNow(p);
        cloud.redeem(q, receipt(m7, first, Outcome.FAILED, 0));
        assertThat(liens(p)).isZero();
        assertThat(state(p, first)).isEqualTo("VOIDED");

        cloud.clock.advance(Duration.ofDays(8));
        var second = grant(p, m7);
        cloud.clock.advance(OVERDUE);
        cloud.sweep();
        cloud.redeem(q, receipt(m7, second, Outcome.UNKNOWN, 0));
        assertThat(state(p, second)).isEqualTo("REVIEW");

        assertThat(cloud.capture("A", second.id(), 175)).containsEntry("state", "CAPTURED");
        assertThat(available(p)).isEqualTo(825);
    }

    @Test
    void aSaleInDoubtIsDecidedByItsOperatorOnce() {
        var held = grant(p, m7);
        cloud.redeem(p, receipt(m7, held, Outcome.UNKNOWN, 0));
        var row = cloud.cases("A").path("reviews").path(0);
        assertThat(row.path("grant").asText()).isEqualTo(held.id());
        assertThat(row.path("cause").asText()).isEqualTo("IN_DOUBT");
        assertThat(row.path("evidence").asBoolean()).isTrue();
        assertThat(cloud.cases("B").path("reviews")).isEmpty();

        assertThatThrownBy(() -> cloud.capture("B", held.id(), 175))
                .hasMessageContaining("WRONG_OPERATOR");
        assertThatThrownBy(() -> cloud.capture("A", held.id(), 501))
                .hasMessageContaining("OVER_LIMIT");
        assertThat(cloud.capture("A", held.id(), 175)).containsEntry("captured", 175L);
        assertThat(cloud.capture("A", held.id(), 175)).containsEntry("captured", 175L);
        assertThatThrownBy(() -> cloud.release("A", held.id())).hasMessageContaining("REPLAY");

        assertThat(available(p)).isEqualTo(825);
        assertThat(cloud.cases("A").path("reviews")).isEmpty();
    }

    @Test
    void aDecisionTakesNoMoreThanIsThere() {
        var held = grant(p, m7);
        cloud.redeem(p, receipt(m7, held, Outcome.UNKNOWN, 0));
        spendAllBut(p, 100);

        assertThatThrownBy(() -> cloud.capture("A", held.id(), 175))
                .hasMessageContaining("INSUFFICIENT");
        assertThat(cloud.release("A", held.id())).containsEntry("state", "VOIDED");
        assertThat(available(p)).isEqualTo(100);
        assertThat(debt(p)).isZero();
    }

    @Test
    void withoutTheHoldersWordNothingIsCapturedWhoeverDecides() {
        var held = grant(p, m7);
        var other = grant(q, m7);
        var lie =
                m7.receipt(
                        held.token().grant().id(),
                        m7.proof(other.token(), other.holder(), Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR"));
        cloud.redeem(q, lie);
        assertThat(state(p, held)).isEqualTo("REVIEW");
        assertThat(cloud.cases("A").path("reviews").path(0).path("evidence").asBoolean()).isFalse();

        assertThatThrownBy(() -> cloud.capture("A", held.id(), 175))
                .hasMessageContaining("NO_PROOF");
        assertThat(cloud.release("A", held.id())).containsEntry("captured", 0L);
    }

    @Test
    void aHoldWhoseReceiptMayStillComeIsNobodysToDecide() {
        var held = grant(p, m7);

        assertThatThrownBy(() -> cloud.release("A", held.id())).hasMessageContaining("MISMATCH");
        assertThat(cloud.cases("A").path("reviews")).isEmpty();
    }

    @Test
    void aHoldThatAContradictingModuleKeepsOpenIsDecidedByAPerson() {
        var mine = grant(p, m7);
        var theirs = grant(q, m7);
        var contradiction = m7.forkedReceipt(theirs.token().grant().id());
        cloud.redeem(p, sale(m7, mine, 175));
        cloud.redeem(q, contradiction);
        assertThat(held(q)).isEqualTo(500);
        var row = cloud.cases("A").path("reviews").path(0);
        assertThat(row.path("cause").asText()).isEqualTo("CONTRADICTED");

        assertThat(cloud.release("A", theirs.id())).containsEntry("state", "VOIDED");

        assertThat(held(q)).isZero();
        assertThat(available(q)).isEqualTo(1000);
    }

    @Test
    void aHoldOfALostCardIsDecidedByAPersonAfterTheNextEnrolment() {
        var held = grant(p, m7);
        var receipt = sale(m7, held, 175);
        cloud.enrol(new PaymentUnit("0a0b0c0d0e07", random), "A");

        assertThat(cloud.release("A", held.id())).containsEntry("state", "VOIDED");

        assertThat(held(p)).isZero();
        assertThat(cloud.redeem(q, receipt).body().path("state").asText()).isEqualTo("VOIDED");
        assertThat(available(p)).isEqualTo(1000);
    }

    private void earnGoodStanding(Phone phone) {
        buy(phone, 10, Duration.ofDays(4));
    }

    /// Buys so often, waits so long each time, and has 1000 again afterwards.
    private void buy(Phone phone, int times, Duration between) {
        for (int i = 0; i < times; i++) {
            assertThat(cloud.redeem(phone, sale(m7, grant(phone, m7), 10)).status()).isEqualTo(200);
            cloud.clock.advance(between);
        }
        cloud.credit(phone, 10L * times);
        assertThat(available(phone)).isEqualTo(1000);
    }

    private Held setFreeForNow(Phone phone) {
        earnGoodStanding(phone);
        var held = grant(phone, m7);
        cloud.clock.advance(OVERDUE);
        cloud.sweep();
        assertThat(liens(phone)).isEqualTo(1);
        return held;
    }

    /// At a machine that has a network, where liens block nothing.
    private void spendAllBut(Phone phone, long rest) {
        var m8 = new PaymentUnit("0a0b0c0d0e08", random).withNetwork();
        cloud.enrol(m8, "A");
        while (available(phone) > rest) {
            var held = grant(phone, m8);
            long cap = held.token().grant().cap().minorUnits();
            long price = Math.min(cap, available(phone) + cap - rest);
            cloud.redeem(phone, sale(m8, held, price));
        }
        assertThat(available(phone)).isEqualTo(rest);
    }

    private void prove(GrantToken token) {
        var module = token.grant().module().equals(m7.id()) ? m7 : m9;
        module.raiseFloor(token.grant().counter().value() + 1);
        cloud.checkpoint(q, module.checkpoint());
    }

    private Held grant(Phone phone, PaymentUnit module) {
        var holder = phone.newHolder();
        return new Held(Cloud.token(cloud.grantOnCode(phone, module, ++counter, holder)), holder);
    }

    private Cloud.Reply grantReply(Phone phone, PaymentUnit module) {
        return cloud.grantOnCode(phone, module, ++counter, phone.newHolder());
    }

    private Envelope sale(PaymentUnit module, Held held, long amount) {
        return receipt(module, held, Outcome.VENDED, amount);
    }

    private Envelope receipt(PaymentUnit module, Held held, Outcome outcome, long amount) {
        return module.receipt(
                held.token().grant().id(),
                module.proof(held.token(), held.holder(), Intent.PAY),
                outcome,
                Money.of(amount, "EUR"));
    }

    private String state(Phone phone, Held held) {
        return cloud.grant(phone, held.id()).body().path("state").asText();
    }

    private long held(Phone phone) {
        return cloud.account(phone).body().path("held").asLong();
    }

    private long available(Phone phone) {
        return cloud.account(phone).body().path("available").asLong();
    }

    private long debt(Phone phone) {
        return cloud.account(phone).body().path("debt").asLong();
    }

    private int liens(Phone phone) {
        return cloud.account(phone).body().path("liens").size();
    }
}
