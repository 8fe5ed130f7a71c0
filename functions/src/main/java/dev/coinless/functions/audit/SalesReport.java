package dev.coinless.functions.audit;

import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /// Reads what a report is made of.
    public interface Reader {

        /// Gives all modules, holds and sales for coins to it, in no order.
        void read(Recipient recipient);
    }

    /// Takes what a report is made of, item by item.
    public interface Recipient {

        void module(PaymentModule module);

        void hold(Hold hold);

        void sales(StoredSales stored);
    }

    /// Counts item by item, so that it keeps a few sums for each machine and no sale.
    public static final class Count implements Recipient {

        private final String operator;
        private final Instant from;
        private final Instant to;
        private final Map<ModuleId, PaymentModule> modules = new HashMap<>();
        private final Map<ModuleId, Sums> sums = new HashMap<>();

        /// @param from the first instant that counts
        /// @param to the first instant that does not count any more
        public Count(String operator, Instant from, Instant to) {
            this.operator = operator;
            this.from = from;
            this.to = to;
        }

        @Override
        public void module(PaymentModule module) {
            modules.put(module.id(), module);
        }

        @Override
        public void hold(Hold hold) {
            if (!hold.captured().isZero()
                    && hold.ending().map(Entry::at).filter(at -> isIn(at, from, to)).isPresent()) {
                var own = sums(hold.grant().module());
                own.cashless = own.cashless.plus(hold.captured().minorUnits());
            }
        }

        @Override
        public void sales(StoredSales stored) {
            for (var sold : stored.sales()) {
                if (isIn(sold.at(), from, to)) {
                    sums(stored.batch().module()).add(sold.sale());
                }
            }
        }

        private Sums sums(ModuleId module) {
            return sums.computeIfAbsent(module, _ -> new Sums());
        }

        public SalesReport report() {
            return new SalesReport(
                    operator,
                    from,
                    to,
                    modules.values().stream()
                            .filter(module -> module.operator().equals(operator))
                            .sorted(Comparator.comparing(module -> module.id().toString()))
                            .map(module -> sums(module.id()).of(module))
                            .toList());
        }
    }

    /// What one machine sold so far.
    private static final class Sums {

        private Sum cashless = Sum.NOTHING;
        private Sum cash = Sum.NOTHING;
        private Sum coins = Sum.NOTHING;
        private Sum others = Sum.NOTHING;

        void add(CashSale sale) {
            if (!sale.isMoney()) {
                others = others.plus(sale.price());
            } else if (sale.source() == CashSource.CASH_SALE) {
                cash = cash.plus(sale.price());
            } else {
                coins = coins.plus(sale.price());
            }
        }

        Machine of(PaymentModule module) {
            return new Machine(module, cashless, cash, coins, others);
        }
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
