package dev.coinless.functions.audit;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashAck;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;

/// How far the sales for coins of one generation have come.
///
/// @param version of the item, 0 if there is none yet
/// @param upTo every sale from 1 up to this is stored
/// @param chain up to that sale
public record CashStanding(
        ModuleId module, Generation generation, long version, Sequence upTo, Bytes chain) {

    public static CashStanding none(ModuleId module, Generation generation) {
        return new CashStanding(module, generation, 0, new Sequence(0), CashSale.NO_CHAIN);
    }

    /// What a batch brings.
    public sealed interface Step {

        /// Sales that are new.
        ///
        /// @param next the standing with them
        /// @param part the first of them
        record Brings(CashStanding next, Sequence part) implements Step {}

        /// Nothing that is not stored already.
        record Known() implements Step {}

        /// Sales before it are missing; the module sends them again.
        record Gap() implements Step {}

        /// Other sales than are stored under the same numbers.
        record Contradicts() implements Step {}
    }

    /// Decides what a batch of this very generation brings.
    public Step take(CashSales batch) {
        var next = upTo.next();
        if (batch.first().compareTo(next) > 0) {
            return new Step.Gap();
        }
        if (batch.last().compareTo(upTo) < 0) {
            // Before the last that is stored its chain cannot be compared; nothing comes of it.
            return new Step.Known();
        }
        if (!batch.chainAt(upTo).equals(chain)) {
            return new Step.Contradicts();
        }
        if (batch.last().equals(upTo)) {
            return new Step.Known();
        }
        return new Step.Brings(
                new CashStanding(
                        module, generation, version + 1, batch.last(), batch.chainAt(batch.last())),
                next);
    }

    public CashAck acknowledgement() {
        return new CashAck(upTo, chain);
    }
}
