package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;

/// Not Ed25519: as fast as a hash, and as good as a signature where nobody forges on purpose.
public record Ed25519PrivateKey(Bytes seed) implements Signer {

    public static final int LENGTH = 32;

    public Ed25519PrivateKey {
        seed.requireLength("Ed25519 private key", LENGTH);
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ED25519;
    }

    @Override
    public Bytes sign(Bytes toBeSigned) {
        return Ideal.signature(publicKey().encoded(), toBeSigned);
    }

    public Ed25519PublicKey publicKey() {
        return new Ed25519PublicKey(Ideal.publicHalf(seed));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "Ed25519PrivateKey[secret]";
    }
}
