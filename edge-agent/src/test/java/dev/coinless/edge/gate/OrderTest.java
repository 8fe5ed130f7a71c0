package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.Evidence;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final Bytes SECRET = Bytes.utf8("a token").sha256();

    @Test
    void twoAreTheSameIfConsumptionAndKindAre() {
        var order = new Order(consumption(42), GrantKind.VEND);

        assertThat(order)
                .isEqualTo(new Order(consumption(42), GrantKind.VEND))
                .hasSameHashCodeAs(new Order(consumption(42), GrantKind.VEND))
                .isNotEqualTo(new Order(consumption(43), GrantKind.VEND))
                .isNotEqualTo(new Order(consumption(42), GrantKind.PULSE))
                .isNotEqualTo(consumption(42));
        assertThat(order.hashCode())
                .isNotEqualTo(new Order(consumption(43), GrantKind.VEND).hashCode());
    }

    @Test
    void itSaysWhatItIsForAndNothingOfTheToken() {
        var order = new Order(consumption(42), GrantKind.PULSE);

        assertThat(order.kind()).isEqualTo(GrantKind.PULSE);
        assertThat(order.toString())
                .contains(new Counter(42).toString(), order.consumption().grant().toString())
                .contains("PULSE")
                .doesNotContain(SECRET.hex());
    }

    private static Consumption consumption(long counter) {
        return new Consumption(
                new Counter(counter),
                new GrantId(Bytes.bigEndian(counter, GrantId.LENGTH)),
                SECRET,
                Money.of(500, "EUR"),
                1,
                Grant.ANY_LINE,
                new Evidence.Request(new RequestHash(SECRET.first(RequestHash.LENGTH))));
    }
}
