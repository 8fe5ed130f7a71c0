package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/// HPKE in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM (RFC 9180 7).
final class Hpke {

    private Hpke() {}

    static Sealed seal(SealPublicKey to, Bytes context, Bytes aad, Bytes plain) {
        var hpke = suite();
        var key = hpke.deserializePublicKey(to.encoded().toArray());
        try {
            var sealed =
                    hpke.seal(
                            key,
                            context.toArray(),
                            aad.toArray(),
                            plain.toArray(),
                            null,
                            null,
                            null);
            return new Sealed(Bytes.of(sealed[1]), Bytes.of(sealed[0]));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE could not seal", e);
        } catch (IllegalStateException lowOrderPoint) {
            throw new IllegalArgumentException(
                    "this X25519 public key cannot be sealed to", lowOrderPoint);
        }
    }

    static Optional<Bytes> open(SealPrivateKey with, Bytes context, Bytes aad, Sealed sealed) {
        var hpke = suite();
        var pair =
                hpke.deserializePrivateKey(
                        with.scalar().toArray(), with.publicKey().encoded().toArray());
        try {
            return Optional.of(
                    Bytes.of(
                            hpke.open(
                                    sealed.encapsulated().toArray(),
                                    pair,
                                    context.toArray(),
                                    aad.toArray(),
                                    sealed.ciphertext().toArray(),
                                    null,
                                    null,
                                    null)));
        } catch (InvalidCipherTextException
                | IllegalArgumentException
                | IllegalStateException altered) {
            return Optional.empty();
        }
    }

    private static HPKE suite() {
        return new HPKE(
                HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
