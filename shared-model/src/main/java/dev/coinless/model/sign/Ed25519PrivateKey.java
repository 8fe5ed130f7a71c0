package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// An Ed25519 private key (RFC 8032), kept as its 32 byte seed.
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
        var signer = new Ed25519Signer();
        signer.init(true, parameters());
        signer.update(toBeSigned.toArray(), 0, toBeSigned.length());
        return Bytes.of(signer.generateSignature());
    }

    public Ed25519PublicKey publicKey() {
        return new Ed25519PublicKey(Bytes.of(parameters().generatePublicKey().getEncoded()));
    }

    private Ed25519PrivateKeyParameters parameters() {
        return new Ed25519PrivateKeyParameters(seed.toArray());
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "Ed25519PrivateKey[secret]";
    }
}
