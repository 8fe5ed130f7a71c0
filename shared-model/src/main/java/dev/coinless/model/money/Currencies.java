package dev.coinless.model.money;

import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// ISO 4217 numeric codes, as grants and MDB carry them (EUR is 978).
public final class Currencies {

    private static final int MAX_NUMBER = 999;

    // Where two share a number, the last in the alphabet wins: XCG over ANG, which it replaced
    // (532),
    // and one of two that are both withdrawn (891).
    private static final Map<Integer, Currency> BY_NUMBER =
            Currency.getAvailableCurrencies().stream()
                    .filter(currency -> currency.getNumericCode() > 0)
                    .sorted(Comparator.comparing(Currency::getCurrencyCode))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    Currency::getNumericCode, c -> c, (first, second) -> second));

    private Currencies() {}

    public static Optional<Currency> ofNumber(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    /// The currency whose number stands on the wire.
    ///
    /// @throws Malformed if there is none with that number
    public static Currency decode(Item number) throws Malformed {
        return ofNumber((int) number.unsigned("currency", MAX_NUMBER))
                .orElseThrow(() -> new Malformed("a currency that is not known"));
    }
}
