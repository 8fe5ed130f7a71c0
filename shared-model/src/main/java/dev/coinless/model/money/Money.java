package dev.coinless.model.money;

import java.util.Currency;

/// An exact, non-negative amount in the minor unit of its currency (cents, yen, fils).
///
/// @param minorUnits the amount, never negative
/// @param currency the currency the units belong to
public record Money(long minorUnits, Currency currency) implements Comparable<Money> {

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("negative amount: " + minorUnits);
        }
    }

    public static Money of(long minorUnits, String currencyCode) {
        return new Money(minorUnits, Currency.getInstance(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    /// The difference.
    ///
    /// @throws IllegalArgumentException if the result would be negative
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minorUnits, factor), currency);
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean covers(Money price) {
        return compareTo(price) >= 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, sameCurrency(other).minorUnits);
    }

    /// For people: `1.75 EUR`.
    @Override
    public String toString() {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        return java.math.BigDecimal.valueOf(minorUnits, digits).toPlainString()
                + " "
                + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "currency mismatch: " + currency + " and " + other.currency);
        }
        return other;
    }
}
