package dev.coinless.model.book;

import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.regex.Pattern;

/// One side of an entry: how much a ledger account gains, or loses if negative.
///
/// @param account the ledger account's name, such as `operator/A/payable`: 1 to 128 of `A-Z a-z 0-9
///   _ - /`
/// @param currency ISO 4217 numeric; a number because the list of currencies changes and the Book
///   does not
public record BookPosting(String account, long minorUnits, int currency) {

    static final int MAX_CURRENCY = 999;

    private static final int MAX_NAME = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_/-]{1," + MAX_NAME + "}");
    private static final Pattern CUSTOMER = Pattern.compile("customer/[A-Za-z0-9_-]+/");
    private static final String OPERATOR = "operator/";

    public BookPosting {
        if (!NAME.matcher(account).matches()) {
            throw new IllegalArgumentException("a ledger account must match " + NAME);
        }
        if (Math.abs(minorUnits) > Limits.MAX_COUNT) {
            throw new IllegalArgumentException("an amount has at most 53 bits");
        }
        if (currency < 0 || currency > MAX_CURRENCY) {
            throw new IllegalArgumentException("a currency's number is 0..999, not " + currency);
        }
    }

    /// Under what it counts in a lane's [Totals]: by its own name, but all customers as one.
    String total() {
        return CUSTOMER.matcher(account).replaceFirst("customer/");
    }

    /// Whether an operator gains by it, which takes a receipt.
    boolean isOperatorsGain() {
        return minorUnits > 0 && account.startsWith(OPERATOR);
    }

    public Item item() {
        return Item.array(Item.of(account), Item.of(minorUnits), Item.of(currency));
    }

    public static BookPosting decode(Item item) throws Malformed {
        var parts = item.items("a posting", 3);
        long minorUnits = parts.get(1).integer("an amount", -Limits.MAX_COUNT, Limits.MAX_COUNT);
        int currency = (int) parts.get(2).unsigned("a currency", MAX_CURRENCY);
        return Named.decode(
                "a ledger account",
                parts.get(0),
                MAX_NAME,
                name -> new BookPosting(name, minorUnits, currency));
    }
}
