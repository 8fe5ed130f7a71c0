package dev.coinless.functions.ledger;

import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;

/// Names a receipt: no two of a module's generation share a sequence.
public record ReceiptKey(ModuleId module, Generation generation, Sequence sequence) {

    @Override
    public String toString() {
        return "%s#%s#%s".formatted(module, generation, sequence);
    }
}
