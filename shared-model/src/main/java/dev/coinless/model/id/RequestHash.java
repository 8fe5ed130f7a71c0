package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// The first 16 bytes of the SHA-256 of a module's signed authorization request.
public record RequestHash(Bytes value) {

    public static final int LENGTH = 16;

    public RequestHash {
        value.requireLength("request hash", LENGTH);
    }

    public static RequestHash fromHex(String hex) {
        return new RequestHash(Bytes.fromHex(hex));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
