package dev.coinless.lab.shell;

import dev.coinless.lab.cloud.LedgerReport;
import dev.coinless.model.money.Money;
import java.util.Currency;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Money and books as people read them.
public final class Amounts {

    private Amounts() {}

    /// `1.75 EUR`, with a sign if negative.
    public static String text(long minorUnits, String currency) {
        var amount = new Money(Math.abs(minorUnits), Currency.getInstance(currency));
        return (minorUnits < 0 ? "-" : "") + amount;
    }

    /// The ledger's balances and whether they are right.
    public static String report(LedgerReport report) {
        var balances =
                new TreeMap<>(report.balances())
                        .entrySet().stream()
                                .map(each ->
                                        "    %-64s %10d".formatted(each.getKey(), each.getValue()))
                                .collect(Collectors.joining("\n"));
        var verdict =
                report.ok()
                        ? "The books balance: %d entries of %d accounts, every account version once, sum 0."
                                .formatted(report.entries(), report.accounts())
                        : "THE BOOKS DO NOT BALANCE: " + report.faults();
        return balances + "\n    " + verdict;
    }
}
