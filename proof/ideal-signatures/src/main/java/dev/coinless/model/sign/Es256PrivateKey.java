package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;

/// Not P-256; see [Ed25519PrivateKey].
public record Es256PrivateKey(Bytes scalar) implements Signer {

    public static final int LENGTH = 32;

    public Es256PrivateKey {
        scalar.requireLength("P-256 private key", LENGTH);
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    @Override
    public Bytes sign(Bytes toBeSigned) {
        return Ideal.signature(publicKey().encoded(), toBeSigned);
    }

    public Es256PublicKey publicKey() {
        return new Es256PublicKey(Bytes.concat(Bytes.of((byte) 2), Ideal.publicHalf(scalar)));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "Es256PrivateKey[secret]";
    }
}
