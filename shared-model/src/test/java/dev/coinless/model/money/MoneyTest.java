package dev.coinless.model.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    private final Samples samples = new Samples(Seed.random());

    @Test
    void addingAndTakingAwayCancelOut() {
        for (int i = 0; i < 1000; i++) {
            var one = Money.of(samples.random().nextLong(1L << 50), "EUR");
            var other = Money.of(samples.random().nextLong(1L << 50), "EUR");

            assertThat(one.plus(other)).isEqualTo(other.plus(one));
            assertThat(one.plus(other).minus(other)).isEqualTo(one);
            assertThat(one.plus(other).covers(one)).isTrue();
            assertThat(one.min(other).minorUnits())
                    .isEqualTo(Math.min(one.minorUnits(), other.minorUnits()));
            assertThat(one.covers(other)).isEqualTo(one.compareTo(other) >= 0);
        }
    }

    @Test
    void anAmountIsNeverNegativeAndNeverOverflows() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(-1, "EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(1, "EUR").minus(Money.of(2, "EUR")));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").plus(Money.of(1, "EUR")));
    }

    @Test
    void exactlyThePriceIsEnough() {
        assertThat(Money.of(175, "EUR").covers(Money.of(175, "EUR"))).isTrue();
        assertThat(Money.of(174, "EUR").covers(Money.of(175, "EUR"))).isFalse();
    }

    @Test
    void aMultipleIsExactOrRefused() {
        assertThat(Money.of(50, "EUR").times(10)).isEqualTo(Money.of(500, "EUR"));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(Long.MAX_VALUE, "EUR").times(2));
    }

    @Test
    void onlyNothingIsZero() {
        assertThat(Money.zero(Currency.getInstance("EUR"))).isEqualTo(Money.of(0, "EUR"));
        assertThat(Money.of(0, "EUR").isZero()).isTrue();
        assertThat(Money.of(1, "EUR").isZero()).isFalse();
    }

    @Test
    void currenciesDoNotMix() {
        var euro = Money.of(1, "EUR");
        var dollar = Money.of(1, "USD");

        assertThatIllegalArgumentException().isThrownBy(() -> euro.plus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> euro.minus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> euro.min(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> euro.covers(dollar));
        assertThat(euro).isNotEqualTo(dollar);
    }

    @ParameterizedTest
    @CsvSource({
        "175, EUR, 1.75 EUR",
        "5, EUR, 0.05 EUR",
        "0, EUR, 0.00 EUR",
        "175, JPY, 175 JPY",
        "1750, BHD, 1.750 BHD",
        "7, XXX, 7 XXX"
    })
    void peopleReadItInMajorUnits(long minorUnits, String currency, String text) {
        assertThat(Money.of(minorUnits, currency)).hasToString(text);
    }

    @Test
    void everyCurrencyInUseIsFoundByItsNumber() {
        for (var code : new String[] {"EUR", "USD", "GBP", "CHF", "JPY", "SEK", "XCG", "ALL"}) {
            var currency = Currency.getInstance(code);

            assertThat(Currencies.ofNumber(currency.getNumericCode())).contains(currency);
        }
        assertThat(Currencies.ofNumber(978)).contains(Currency.getInstance("EUR"));
    }

    @Test
    void everyNumberLeadsToACurrencyWithThatNumberOrToNone() {
        int found = 0;
        for (int number = -1; number <= 1000; number++) {
            var currency = Currencies.ofNumber(number);
            if (currency.isPresent()) {
                assertThat(currency.get().getNumericCode()).isEqualTo(number);
                found++;
            }
        }
        assertThat(found).isGreaterThan(150);
        assertThat(Currencies.ofNumber(0)).isEmpty();
    }

    @Test
    void theNumberOnTheWireIsACurrencyOrMalformed() throws Exception {
        assertThat(Currencies.decode(Item.of(978))).isEqualTo(Currency.getInstance("EUR"));
        assertThat(Currencies.decode(Item.of(999))).isEqualTo(Currency.getInstance("XXX"));
        for (var wrong :
                new Item[] {Item.of(0), Item.of(1), Item.of(1000), Item.of(-978), Item.of("EUR")}) {
            assertThatExceptionOfType(Malformed.class)
                    .as("%s", wrong)
                    .isThrownBy(() -> Currencies.decode(wrong))
                    .withMessageContaining("currency");
        }
    }

    @Test
    void theLesserOfTwoAmountsIsTheMinimumWhicheverComesFirst() {
        var less = Money.of(174, "EUR");
        var more = Money.of(175, "EUR");

        assertThat(less.min(more)).isEqualTo(less);
        assertThat(more.min(less)).isEqualTo(less);
        assertThat(more.min(Money.of(175, "EUR"))).isEqualTo(more);
    }
}
