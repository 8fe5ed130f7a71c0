package dev.coinless.edge.mdb;

import dev.coinless.edge.vend.Selection;
import dev.coinless.model.money.Money;
import dev.coinless.model.receipt.VendedItem;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line from the bus adapter, by its public documentation. Amounts are decimal, in major units.
public sealed interface QibixxLine {

    /// `v,...`, `h,...` or `x,ACK`: the adapter answers.
    record Answer(String text) implements QibixxLine {}

    /// `c,SET,OK`
    record SettingTaken() implements QibixxLine {}

    /// `c,STATUS,INACTIVE`: the VMC has reset us, or has not set us up yet.
    record Inactive() implements QibixxLine {}

    /// `c,STATUS,DISABLED`
    record Disabled() implements QibixxLine {}

    /// `c,STATUS,ENABLED`
    record Enabled() implements QibixxLine {}

    /// `c,STATUS,IDLE`: a session is open.
    record SessionIdle() implements QibixxLine {}

    /// `c,STATUS,VEND,<amount>,<item>`
    record VendRequest(Selection selection) implements QibixxLine {}

    /// `c,STATUS,VEND,SUCCESS` or `c,VEND,SUCCESS`
    record VendSuccess() implements QibixxLine {}

    /// `c,ERR,VEND 1`
    record VendCancelled() implements QibixxLine {}

    /// `c,ERR,VEND 3`
    record VendFailure() implements QibixxLine {}

    /// Any other `c,ERR,...`
    record Fault(String text) implements QibixxLine {}

    /// Anything else, other peripherals' lines included.
    record Unknown(String text) implements QibixxLine {}

    /// An amount or item number with more digits than any machine shows.
    int MAX_DIGITS = 12;

    Pattern AMOUNT = Pattern.compile("\\d{1,%d}(\\.\\d{1,%d})?".formatted(MAX_DIGITS, MAX_DIGITS));
    Pattern ITEM = Pattern.compile("\\d{1,5}");

    /// Reads one line; never fails.
    ///
    /// @param currency of the amounts
    static QibixxLine parse(String line, Currency currency) {
        var text = line.strip();
        var upper = text.toUpperCase(Locale.ROOT);
        if (upper.startsWith("V,") || upper.startsWith("H,")) {
            return new Answer(text);
        }
        return switch (upper) {
            case "X,ACK" -> new Answer(text);
            case "C,SET,OK" -> new SettingTaken();
            case "C,STATUS,INACTIVE" -> new Inactive();
            case "C,STATUS,DISABLED" -> new Disabled();
            case "C,STATUS,ENABLED" -> new Enabled();
            case "C,STATUS,IDLE" -> new SessionIdle();
            case "C,STATUS,VEND,SUCCESS", "C,VEND,SUCCESS" -> new VendSuccess();
            case "C,ERR,VEND 1" -> new VendCancelled();
            case "C,ERR,VEND 3" -> new VendFailure();
            default -> other(text, upper, currency);
        };
    }

    private static QibixxLine other(String text, String upper, Currency currency) {
        if (upper.startsWith("C,STATUS,VEND,")) {
            var parts = upper.split(",", -1);
            return selection(parts, currency)
                    .<QibixxLine>map(VendRequest::new)
                    .orElseGet(() -> new Unknown(text));
        }
        return upper.startsWith("C,ERR,") ? new Fault(text) : new Unknown(text);
    }

    private static Optional<Selection> selection(String[] parts, Currency currency) {
        if (parts.length != 5 || !ITEM.matcher(parts[4]).matches()) {
            return Optional.empty();
        }
        int item = Integer.parseInt(parts[4]);
        return item > VendedItem.MAX_ITEM
                ? Optional.empty()
                : amount(parts[3], currency).map(price -> new Selection(item, price));
    }

    /// A decimal amount in minor units; empty if that would need rounding.
    private static Optional<Money> amount(String text, Currency currency) {
        if (!AMOUNT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var minor = new BigDecimal(text).movePointRight(digits(currency)).longValueExact();
            return Optional.of(new Money(minor, currency));
        } catch (ArithmeticException needsRounding) {
            return Optional.empty();
        }
    }

    /// An amount as the adapter wants it: `1.75`.
    static String decimal(Money amount) {
        return BigDecimal.valueOf(amount.minorUnits(), digits(amount.currency())).toPlainString();
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
