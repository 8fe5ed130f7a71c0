package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;

/// Not Ed25519; see [Ed25519PrivateKey].
public record Ed25519PublicKey(Bytes encoded) implements PublicKey {

    public static final int LENGTH = 32;

    public Ed25519PublicKey {
        encoded.requireLength("Ed25519 public key", LENGTH);
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ED25519;
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
