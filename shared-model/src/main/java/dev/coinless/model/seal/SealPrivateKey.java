package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;
import java.util.Optional;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/// An X25519 private key (RFC 7748), 32 bytes.
public record SealPrivateKey(Bytes scalar) {

    public static final int LENGTH = 32;

    public SealPrivateKey {
        scalar.requireLength("X25519 private key", LENGTH);
    }

    public SealPublicKey publicKey() {
        var parameters = new X25519PrivateKeyParameters(scalar.toArray());
        return new SealPublicKey(Bytes.of(parameters.generatePublicKey().getEncoded()));
    }

    /// Opens what was sealed to this key; empty if it was altered, or sealed to another key or with
    /// another context.
    public Optional<Bytes> open(Bytes context, Sealed sealed) {
        return open(context, Bytes.EMPTY, sealed);
    }

    /// As [#open(Bytes, Sealed)], if it was also sealed beside the same `beside`.
    public Optional<Bytes> open(Bytes context, Bytes beside, Sealed sealed) {
        return Hpke.open(this, context, beside, sealed);
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "SealPrivateKey[secret]";
    }
}
