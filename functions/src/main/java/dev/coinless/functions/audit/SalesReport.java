package dev.coinless.functions.audit;

import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What each machine of an operator sold within some time, by phone and for coins.
///
/// @param from the first instant that counts
/// @param to the first instant that does not count any more
public record SalesReport(String operator, Instant from, Instant to, List<Machine> machines) {

    public SalesReport {
        machines = List.copyOf(machines);
    }

    /// So many sales, and their sum in minor units.
    public record Sum(long count, long amount) {

        static final Sum NOTHING = new Sum(0, 0);

        Sum plus(long value) {
            return new Sum(count + 1, Math.addExact(amount, value));
        }
    }

    /// One machine.
    ///
    /// @param cashless captured
    /// @param cash items sold for coins
    /// @param coins pulses of coins
    /// @param others items given for no money in the cash box: free, tests, tokens
    public record Machine(PaymentModule module, Sum cashless, Sum cash, Sum coins, Sum others) {}

    /// What a report is made of.
    public interface Reader {
        Material read();
    }

    /// All modules, all holds and all sales for coins.
    public record Material(List<PaymentModule> modules, List<Hold> holds, List<StoredSales> sales) {
        public Material {
            modules = List.copyOf(modules);
            holds = List.copyOf(holds);
            sales = List.copyOf(sales);
        }
    }

    public static SalesReport of(String operator, Instant from, Instant to, Material material) {
        return new SalesReport(
                operator,
                from,
                to,
                material.modules.stream()
                        .filter(module -> module.operator().equals(operator))
                        .sorted(Comparator.comparing(module -> module.id().toString()))
                        .map(module -> machine(module, from, to, material))
                        .toList());
    }

    private static Machine machine(
            PaymentModule module, Instant from, Instant to, Material material) {
        var cashless = Sum.NOTHING;
        for (var hold : material.holds) {
            if (hold.grant().module().equals(module.id())
                    && !hold.captured().isZero()
                    && hold.ending().map(Entry::at).filter(at -> isIn(at, from, to)).isPresent()) {
                cashless = cashless.plus(hold.captured().minorUnits());
            }
        }
        var cash = Sum.NOTHING;
        var coins = Sum.NOTHING;
        var others = Sum.NOTHING;
        for (var sold : timed(material, module.id())) {
            if (!isIn(sold.at(), from, to)) {
                continue;
            }
            var sale = sold.sale();
            if (!sale.isMoney()) {
                others = others.plus(sale.price());
            } else if (sale.source() == CashSource.CASH_SALE) {
                cash = cash.plus(sale.price());
            } else {
                coins = coins.plus(sale.price());
            }
        }
        return new Machine(module, cashless, cash, coins, others);
    }

    private static List<StoredSales.Timed> timed(Material material, ModuleId module) {
        return material.sales.stream()
                .filter(stored -> stored.batch().module().equals(module))
                .flatMap(stored -> stored.sales().stream())
                .toList();
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
