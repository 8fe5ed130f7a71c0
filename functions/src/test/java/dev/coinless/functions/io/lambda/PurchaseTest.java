package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.functions.testing.WriteUnits;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurchaseTest {

    final RandomGenerator random = AwsMode.dice(1);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.register(q);
        cloud.credit(p, 1000);
        cloud.credit(q, 1000);
    }

    @Test
    void aPurchaseMovesThePriceFromTheCustomerToTheOperator() {
        var holder = p.newHolder();

        var granted = cloud.grantOnCode(p, m7, 5, holder);
        var token = Cloud.token(granted);
        var receipt =
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR"));
        var redeemed = cloud.redeem(p, receipt);

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.body().path("cap").asLong()).isEqualTo(500);
        assertThat(redeemed.status()).isEqualTo(200);
        assertThat(redeemed.body().path("state").asText()).isEqualTo("CAPTURED");
        assertThat(redeemed.body().path("captured").asLong()).isEqualTo(175);
        assertThat(redeemed.body().has("ack")).isTrue();
        assertThat(cloud.account(p).body().path("available").asLong()).isEqualTo(825);
        assertThat(cloud.account(p).body().path("held").asLong()).isZero();
        assertThat(cloud.balances())
                .containsEntry("operator/A/payable", 175L)
                .containsEntry("customer/%s/available".formatted(p.account()), 825L)
                .containsEntry("platform/promotion", -2000L);
    }

    @Test
    void aPurchaseCostsAtMostTwelveWriteUnits() {
        int before = table.units();

        var holder = p.newHolder();
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        cloud.redeem(
                p,
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR")));

        assertThat(table.units() - before).isLessThanOrEqualTo(12);
        assertThat(table.itemsOf("G#")).allMatch(item -> WriteUnits.size(item) < 1024);
    }

    @Test
    void theLoserOfACodeGetsItsMoneyBackBySweep() {
        var holder = p.newHolder();
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        cloud.grantOnCode(q, m7, 5, q.newHolder());
        assertThat(cloud.account(q).body().path("held").asLong()).isEqualTo(500);

        cloud.redeem(
                p,
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR")));
        cloud.sweep();

        assertThat(cloud.account(q).body().path("held").asLong()).isZero();
        assertThat(cloud.account(q).body().path("available").asLong()).isEqualTo(1000);
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
    }
}
