package dev.coinless.edge.journal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.id.Sequence;

/// Where the sales for coins stand.
///
/// @param last number of the last one written, 0 if none
/// @param chain up to that one
/// @param acknowledged up to where the platform has them, 0 if none
public record CashPosition(Sequence last, Bytes chain, Sequence acknowledged) {

    static final CashPosition NONE =
            new CashPosition(new Sequence(0), CashSale.NO_CHAIN, new Sequence(0));

    /// How many wait for the platform.
    public long waiting() {
        return last.value() - acknowledged.value();
    }
}
