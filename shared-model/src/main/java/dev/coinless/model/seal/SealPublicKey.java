package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;

/// An X25519 public key (RFC 7748) to seal to, 32 bytes.
public record SealPublicKey(Bytes encoded) {

    public static final int LENGTH = 32;

    public SealPublicKey {
        encoded.requireLength("X25519 public key", LENGTH);
    }

    /// Seals `plain` so that only the holder of the private key opens it, and only with the same
    /// `context`.
    ///
    /// @param context HPKE's info: what this is and for whom
    /// @throws IllegalArgumentException if the bytes are a point of low order, to which nothing can
    ///   be sealed
    public Sealed seal(Bytes context, Bytes plain) {
        return seal(context, Bytes.EMPTY, plain);
    }

    /// As [#seal(Bytes, Bytes)], and only beside the same `beside`.
    ///
    /// @param beside HPKE's aad: what travels in clear with it
    public Sealed seal(Bytes context, Bytes beside, Bytes plain) {
        return Hpke.seal(this, context, beside, plain);
    }
}
