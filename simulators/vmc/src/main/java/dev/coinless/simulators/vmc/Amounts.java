package dev.coinless.simulators.vmc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.OptionalLong;

/// Amounts as the adapter's lines show them: decimal units of the currency, `1.75` for 175 cents.
record Amounts(Currency currency) {
    /// Funds that are not told (FFFF, MDB/ICP 7.2.3): 655.35 in a currency with two decimals.
    static final long UNKNOWN = 0xffff;

    /// Characters of the longest amount that is read.
    static final int LONGEST = 12;

    String format(long minorUnits) {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
    }

    /// Minor units; empty if this is no amount, finer than the currency, negative, or more than 16
    /// bits.
    OptionalLong parse(String text) {
        if (text.length() > LONGEST || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            return OptionalLong.empty();
        }
        BigDecimal units = new BigDecimal(text).movePointRight(currency.getDefaultFractionDigits());
        BigDecimal whole = units.setScale(0, RoundingMode.DOWN);
        boolean exact = whole.compareTo(units) == 0;
        boolean fits = whole.compareTo(BigDecimal.valueOf(UNKNOWN)) <= 0;
        return exact && fits ? OptionalLong.of(whole.longValueExact()) : OptionalLong.empty();
    }

    /// The code that the adapter is configured with: `1` and the ISO 4217 number, as if
    /// hexadecimal.
    int mdbCode() {
        return Integer.parseInt("1%03d".formatted(currency.getNumericCode()), 16);
    }
}
