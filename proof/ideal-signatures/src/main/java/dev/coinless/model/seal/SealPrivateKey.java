package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;
import java.util.Optional;

/// Not X25519: the seal keeps nothing secret, and is as good as one where nobody breaks it on
/// purpose.
public record SealPrivateKey(Bytes scalar) {

    public static final int LENGTH = 32;

    private static final Bytes PUBLIC = Bytes.utf8("the public half");

    public SealPrivateKey {
        scalar.requireLength("X25519 private key", LENGTH);
    }

    public SealPublicKey publicKey() {
        return new SealPublicKey(Bytes.concat(PUBLIC, scalar).sha256());
    }

    /// Opens what was sealed to this key; empty if it was altered, or sealed to another key or with
    /// another context.
    public Optional<Bytes> open(Bytes context, Sealed sealed) {
        return open(context, Bytes.EMPTY, sealed);
    }

    /// As [#open(Bytes, Sealed)], if it was also sealed beside the same `beside`.
    public Optional<Bytes> open(Bytes context, Bytes beside, Sealed sealed) {
        int length = sealed.ciphertext().length() - SealPublicKey.TAG;
        if (length < 0) {
            return Optional.empty();
        }
        var plain = sealed.ciphertext().first(length);
        return sealed.equals(publicKey().seal(context, beside, plain))
                ? Optional.of(plain)
                : Optional.empty();
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "SealPrivateKey[secret]";
    }
}
