package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// Something sealed: HPKE's encapsulated key (32 bytes) and the ciphertext with its tag.
public record Sealed(Bytes encapsulated, Bytes ciphertext) {

    public static final int ENCAPSULATED_LENGTH = 32;

    public Sealed {
        encapsulated.requireLength("encapsulated key", ENCAPSULATED_LENGTH);
    }

    public Item item() {
        return Item.array(Item.of(encapsulated), Item.of(ciphertext));
    }

    /// Reads the two parts.
    ///
    /// @throws Malformed if the shape differs or the ciphertext is longer than allowed
    public static Sealed decode(Item item, int maxCiphertext) throws Malformed {
        var parts = item.items("sealed", 2);
        return new Sealed(
                parts.get(0).bytes("encapsulated key", ENCAPSULATED_LENGTH),
                parts.get(1).bytesUpTo("ciphertext", maxCiphertext));
    }
}
