package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;

/// Not X25519; see [SealPrivateKey].
public record SealPublicKey(Bytes encoded) {

    public static final int LENGTH = 32;

    /// As long as the tag of AES-GCM.
    static final int TAG = 16;

    public SealPublicKey {
        encoded.requireLength("X25519 public key", LENGTH);
    }

    /// Seals `plain` so that only the holder of the private key opens it, and only with the same
    /// `context`.
    public Sealed seal(Bytes context, Bytes plain) {
        return seal(context, Bytes.EMPTY, plain);
    }

    /// As [#seal(Bytes, Bytes)], and only beside the same `beside`.
    public Sealed seal(Bytes context, Bytes beside, Bytes plain) {
        var mark = Bytes.concat(encoded, context, beside, plain).sha256();
        return new Sealed(mark, Bytes.concat(plain, mark.first(TAG)));
    }
}
