package dev.coinless.proof.simulation;

import dev.coinless.functions.audit.StoredSales;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a machine sold for coins, whatever anybody says. Each sale of an item has a price of its
/// own, so that it is known again in what the cloud reports; pulses of coins are alike and are
/// counted.
///
/// The module's word is good for every sale that it was told of while it had power and room on its
/// disk. A power cut may take the one sale that is being written, those that wait for a disk that
/// was full, and all that the machine says while the module is dark.
final class CoinBox {

    /// A sale as the machine knows it.
    record Coins(CashSource source, int place, long price) {

        static Coins of(CashSale sale) {
            return new Coins(sale.source(), sale.place(), sale.price());
        }

        private boolean isItem() {
            return source == CashSource.CASH_SALE;
        }
    }

    private final Map<Coins, Integer> told = new LinkedHashMap<>();
    private final Map<Coins, Integer> promised = new LinkedHashMap<>();
    private final List<Coins> inMemory = new ArrayList<>();
    private long prices;

    /// A price that no other sale of this machine has, in minor units.
    long nextPrice() {
        return ++prices;
    }

    /// The machine tells of a sale; until [#heard] it may be lost.
    void telling(Coins coins) {
        told.merge(coins, 1, Integer::sum);
    }

    /// The module has taken it in.
    ///
    /// @param isFull whether it had to keep it in memory
    void heard(Coins coins, boolean isFull) {
        if (isFull || !inMemory.isEmpty()) {
            inMemory.add(coins);
        } else {
            promised.merge(coins, 1, Integer::sum);
        }
    }

    /// The power is gone, and with it what was in memory.
    void dark() {
        inMemory.clear();
    }

    /// Nobody goes dark any more.
    void settle() {
        inMemory.forEach(coins -> promised.merge(coins, 1, Integer::sum));
        inMemory.clear();
    }

    /// Holds the reported sales against what was sold: numbered without gap, none twice, none
    /// invented, none missing that was promised, all in the order in which they were made.
    void compare(String module, List<StoredSales> reported) {
        var counted = new LinkedHashMap<Coins, Integer>();
        long last = 0;
        long expected = 1;
        for (var batch : reported) {
            if (batch.from().value() != expected) {
                throw new Violation(
                        "module %s: sale for coins %d is missing in the report"
                                .formatted(module, expected));
            }
            expected = batch.batch().last().value() + 1;
            for (var timed : batch.sales()) {
                var coins = Coins.of(timed.sale());
                int count = counted.merge(coins, 1, Integer::sum);
                boolean isTurned = coins.isItem() && coins.price() < last;
                if (count > told.getOrDefault(coins, 0) || isTurned) {
                    throw new Violation(
                            "module %s reports coins that the machine did not get, or twice"
                                    .formatted(module));
                }
                last = coins.isItem() ? coins.price() : last;
            }
        }
        promised.forEach((coins, count) -> {
            if (counted.getOrDefault(coins, 0) < count) {
                throw new Violation(
                        "module %s: sales for coins are not reported".formatted(module));
            }
        });
    }
}
