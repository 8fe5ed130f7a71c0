package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;

/// Not P-256; see [Ed25519PrivateKey].
public record Es256PublicKey(Bytes encoded) implements PublicKey {

    public static final int LENGTH = 33;

    public Es256PublicKey {
        encoded.requireLength("P-256 public key", LENGTH);
        if (encoded.at(0) != 2 && encoded.at(0) != 3) {
            throw new IllegalArgumentException("P-256 public key must be a compressed point");
        }
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    @Override
    public boolean verifies(Bytes toBeSigned, Bytes signature) {
        return signature.equals(Ideal.signature(encoded, toBeSigned));
    }

    @Override
    public Thumbprint thumbprint() {
        return new Thumbprint(encoded.sha256());
    }
}
