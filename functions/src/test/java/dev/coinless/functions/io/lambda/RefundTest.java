package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// "Paid, got nothing."
class RefundTest {

    final RandomGenerator random = AwsMode.dice(15);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    private long counter = 4;

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.register(q);
        cloud.credit(p, 2000);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(cloud.balances()).isNotEmpty();
    }

    @Test
    void aSmallSaleIsRefundedAtOnceAndOnlyOnce() {
        var grant = bought(500);
        var id = p.newRequestId();

        assertState(cloud.refund(p, grant, "nothing_came", id), "REFUNDED");
        assertState(cloud.refund(p, grant, "nothing_came", id), "REFUNDED");
        assertState(cloud.refund(p, grant, "damaged"), "REFUNDED");

        assertThat(available()).isEqualTo(2000);
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 0L);
    }

    @Test
    void theSameRequestIdWithOtherContentIsAReplay() {
        var grant = bought(100);
        var id = p.newRequestId();
        cloud.refund(p, grant, "nothing_came", id);

        assertThat(cloud.refund(p, grant, "damaged", id).code()).isEqualTo("REPLAY");
    }

    @Test
    void whatIsAboveTheLimitOrTooOftenGoesToTheOperator() {
        var large = bought(501);
        var first = bought(100);
        var second = bought(100);
        var third = bought(100);

        assertState(cloud.refund(p, large, "wrong_item"), "ASKED");
        assertState(cloud.refund(p, first, "nothing_came"), "REFUNDED");
        assertState(cloud.refund(p, second, "nothing_came"), "REFUNDED");
        assertState(cloud.refund(p, third, "nothing_came"), "ASKED");

        assertThat(cloud.cases("A").path("refunds")).hasSize(2);
        assertThat(cloud.cases("B").path("refunds")).isEmpty();
        assertThat(available()).isEqualTo(2000 - 501 - 100);
    }

    @Test
    void automaticRefundsAreForgottenAfterThirtyDays() {
        for (int i = 0; i < 2; i++) {
            assertState(cloud.refund(p, bought(100), "nothing_came"), "REFUNDED");
        }
        var next = bought(100);
        cloud.clock.advance(Duration.ofDays(30));

        assertState(cloud.refund(p, next, "nothing_came"), "REFUNDED");
    }

    @Test
    void theOperatorApprovesOnce() {
        var grant = bought(501);
        cloud.refund(p, grant, "nothing_came");

        assertThatThrownBy(() -> cloud.decideRefund("B", grant, "approve"))
                .hasMessageContaining("WRONG_OPERATOR");
        assertThat(cloud.decideRefund("A", grant, "approve")).containsEntry("state", "REFUNDED");
        assertThat(cloud.decideRefund("A", grant, "approve")).containsEntry("state", "REFUNDED");
        assertThatThrownBy(() -> cloud.decideRefund("A", grant, "deny"))
                .hasMessageContaining("REPLAY");

        assertState(cloud.refund(p, grant, "nothing_came"), "REFUNDED");
        assertThat(available()).isEqualTo(2000);
        assertThat(cloud.cases("A").path("refunds")).isEmpty();
    }

    @Test
    void theOperatorDeniesAndItStaysDenied() {
        var grant = bought(501);
        cloud.refund(p, grant, "nothing_came");

        assertThat(cloud.decideRefund("A", grant, "deny")).containsEntry("state", "DENIED");

        assertState(cloud.refund(p, grant, "nothing_came"), "DENIED");
        assertThatThrownBy(() -> cloud.decideRefund("A", grant, "approve"))
                .hasMessageContaining("REPLAY");
        assertThat(available()).isEqualTo(2000 - 501);
    }

    @Test
    void onlyWhoPaidMayAskAndOnlyForWhatWasTaken() {
        var grant = bought(100);
        var open = Cloud.token(cloud.grantOnCode(p, m7, ++counter, p.newHolder()));

        assertThat(cloud.refund(q, grant, "nothing_came").code()).isEqualTo("NOT_OWNER");
        assertThat(cloud.refund(p, "00".repeat(16), "other").code()).isEqualTo("NOT_OWNER");
        assertThat(cloud.refund(p, open.grant().id().toString(), "other").code())
                .isEqualTo("MISMATCH");
        assertThatThrownBy(() -> cloud.decideRefund("A", grant, "approve"))
                .hasMessageContaining("NOT_OWNER");
        cloud.clock.advance(Duration.ofDays(91));
        assertThat(cloud.refund(p, grant, "other").code()).isEqualTo("EXPIRED");
    }

    private String bought(long price) {
        var holder = p.newHolder();
        var selection = m7.selection(++counter, 12, Money.of(price, "EUR"));
        var token = Cloud.token(cloud.grantOnSelection(p, selection, holder));
        var receipt =
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(price, "EUR"));
        assertThat(cloud.redeem(p, receipt).status()).isEqualTo(200);
        return token.grant().id().toString();
    }

    private long available() {
        return cloud.account(p).body().path("available").asLong();
    }

    private static void assertState(Cloud.Reply reply, String state) {
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        assertThat(reply.body().path("state").asText()).isEqualTo(state);
    }
}
