package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// The key that a module signed its receipts with in one generation.
public record ModuleKey(ModuleId module, Generation generation, Ed25519PublicKey key) {

    private static final int KEY_LENGTH = 32;

    /// What it is known by, and the order in an export.
    Bytes id() {
        return ModuleKeyId.of(module, generation);
    }

    Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(key.encoded())));
    }

    static ModuleKey decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a module's key", 3);
        return new ModuleKey(
                new ModuleId(parts.get(0).bytes("module", ModuleId.LENGTH)),
                new Generation((int) parts.get(1).unsigned("generation", Generation.MAX)),
                new Ed25519PublicKey(parts.get(2).bytes("key", KEY_LENGTH)));
    }
}
