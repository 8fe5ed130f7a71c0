package dev.coinless.functions.audit;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.id.Sequence;
import java.time.Instant;
import java.util.List;

/// A batch of sales for coins as the module signed it, kept for those that were new in it.
///
/// @param encoded the signed object
/// @param from the first sale that it was kept for; those before are in earlier batches
/// @param received when it came
public record StoredSales(CashSales batch, Bytes encoded, Sequence from, Instant received) {

    /// A sale and about when it was.
    public record Timed(CashSale sale, Instant at) {}

    /// The sales that it is kept for. A module has no clock: the time is reckoned backward by its
    /// running time, so it is at most too late, by how long the batch travelled.
    public List<Timed> sales() {
        int known = (int) (from.value() - batch.first().value());
        return batch.sales().subList(known, batch.sales().size()).stream()
                .map(sale -> new Timed(sale, received.minusSeconds(age(sale))))
                .toList();
    }

    private long age(CashSale sale) {
        return Math.max(0, batch.powered() - sale.powered());
    }
}
