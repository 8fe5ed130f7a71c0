package dev.coinless.model.seal;

import dev.coinless.model.bytes.Bytes;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// RFC 9180, base mode, written down once more with nothing but the JDK: DHKEM(X25519,
/// HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
final class ReferenceHpke {
    private static final Bytes KEM_SUITE = Bytes.concat(Bytes.utf8("KEM"), Bytes.fromHex("0020"));
    private static final Bytes SUITE =
            Bytes.concat(Bytes.utf8("HPKE"), Bytes.fromHex("002000010002"));

    private ReferenceHpke() {}

    /// RFC 9180 6.1, OpenBase, sequence number 0.
    static Bytes open(SealPrivateKey key, Bytes info, Sealed sealed) throws Exception {
        var shared = decapsulated(key, sealed.encapsulated());
        var context =
                Bytes.concat(
                        Bytes.fromHex("00"),
                        extract(SUITE, Bytes.EMPTY, "psk_id_hash", Bytes.EMPTY),
                        extract(SUITE, Bytes.EMPTY, "info_hash", info));
        var secret = extract(SUITE, shared, "secret", Bytes.EMPTY);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(expand(SUITE, secret, "key", context, 32).toArray(), "AES"),
                new GCMParameterSpec(
                        128, expand(SUITE, secret, "base_nonce", context, 12).toArray()));
        return Bytes.of(cipher.doFinal(sealed.ciphertext().toArray()));
    }

    /// RFC 9180 4.1, Decap.
    private static Bytes decapsulated(SealPrivateKey key, Bytes encapsulated) throws Exception {
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(privateKey(key.scalar()));
        agreement.doPhase(publicKey(encapsulated), true);
        var context = Bytes.concat(encapsulated, key.publicKey().encoded());
        var secret =
                extract(KEM_SUITE, Bytes.EMPTY, "eae_prk", Bytes.of(agreement.generateSecret()));
        return expand(KEM_SUITE, secret, "shared_secret", context, 32);
    }

    private static Bytes extract(Bytes suite, Bytes salt, String label, Bytes secret)
            throws Exception {
        var labeled = Bytes.concat(Bytes.utf8("HPKE-v1"), suite, Bytes.utf8(label), secret);
        return mac(salt.length() == 0 ? Bytes.of(new byte[32]) : salt, labeled);
    }

    /// One round of HKDF-Expand is enough for at most 32 bytes.
    private static Bytes expand(Bytes suite, Bytes secret, String label, Bytes info, int length)
            throws Exception {
        var labeled =
                Bytes.concat(
                        Bytes.bigEndian(length, 2),
                        Bytes.utf8("HPKE-v1"),
                        suite,
                        Bytes.utf8(label),
                        info,
                        Bytes.fromHex("01"));
        return mac(secret, labeled).first(length);
    }

    private static Bytes mac(Bytes key, Bytes message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
        return Bytes.of(mac.doFinal(message.toArray()));
    }

    private static PrivateKey privateKey(Bytes scalar) throws Exception {
        return KeyFactory.getInstance("X25519")
                .generatePrivate(
                        new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar.toArray()));
    }

    private static PublicKey publicKey(Bytes encoded) throws Exception {
        var bytes = encoded.toArray();
        var bigEndian = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        bigEndian[0] &= 0x7F;
        return KeyFactory.getInstance("X25519")
                .generatePublic(
                        new XECPublicKeySpec(
                                NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
    }
}
