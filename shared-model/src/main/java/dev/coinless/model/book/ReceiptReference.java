package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// The receipt that an entry rests on, by its name and by its hash, so that no other can take its
/// place.
///
/// @param hash SHA-256 of the receipt's envelope
public record ReceiptReference(
        ModuleId module, Generation generation, Sequence sequence, Bytes hash) {

    private static final int FIELDS = 4;

    public ReceiptReference {
        hash.requireLength("receipt hash", Receipt.HASH_LENGTH);
    }

    Item item() {
        return Item.array(
                Item.of(module.value()),
                Item.of(generation.value()),
                Item.of(sequence.value()),
                Item.of(hash));
    }

    static ReceiptReference decode(Item item) throws Malformed {
        var parts = item.items("a receipt reference", FIELDS);
        return new ReceiptReference(
                new ModuleId(parts.get(0).bytes("module", ModuleId.LENGTH)),
                new Generation((int) parts.get(1).unsigned("generation", Generation.MAX)),
                new Sequence(parts.get(2).unsigned("sequence", Sequence.MAX)),
                parts.get(3).bytes("receipt hash", Receipt.HASH_LENGTH));
    }

    @Override
    public String toString() {
        return "%s#%s#%s".formatted(module, generation, sequence);
    }
}
