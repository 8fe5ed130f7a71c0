package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
    private static final int ROUNDS = 60;

    /// RFC 8410: what stands before the 32 bytes in the JDK's encodings.
    private static final Bytes PKCS8 = Bytes.fromHex("302e020100300506032b657004220420");

    private static final Bytes X509 = Bytes.fromHex("302a300506032b6570032100");

    /// The order of the group (RFC 8032 5.1).
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final Samples samples = new Samples(Seed.random());

    /// RFC 8032 7.1, tests 1 and 2.
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc6"
                + "1e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e45"
                + "8f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    })
    void keysAndSignaturesAreThoseOfTheSpecification(
            String seed, String publicKey, String message, String signature) {
        var key = new Ed25519PrivateKey(Bytes.fromHex(seed));

        assertThat(key.publicKey().encoded().hex()).isEqualTo(publicKey);
        assertThat(key.sign(Bytes.fromHex(message)).hex()).isEqualTo(signature);
        assertThat(key.publicKey().verifies(Bytes.fromHex(message), Bytes.fromHex(signature)))
                .isTrue();
    }

    @Test
    void signaturesAreTheSameAsThoseOfTheJdk() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            var key = samples.keys().ed25519();
            var message = samples.bytes(samples.random().nextInt(300));

            assertThat(key.sign(message)).isEqualTo(jdkSignature(key, message));
        }
    }

    @Test
    void theSameSignaturesAreBelievedAsByTheJdk() throws GeneralSecurityException {
        int believed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var key = samples.keys().ed25519();
            var message = samples.bytes(50);
            var signature = key.sign(message).toArray();
            if (i % 2 == 0) {
                signature[samples.random().nextInt(64)] ^= (byte) (1 << i % 8);
            }

            boolean ours = key.publicKey().verifies(message, Bytes.of(signature));

            assertThat(ours).isEqualTo(jdkVerifies(key.publicKey(), message, Bytes.of(signature)));
            believed += ours ? 1 : 0;
        }
        assertThat(believed).isEqualTo(ROUNDS / 2);
    }

    @Test
    void aSignatureWithTheOrderAddedIsRefused() {
        var key = samples.keys().ed25519();
        var message = samples.bytes(20);
        var signature = key.sign(message);
        var s = reversed(signature.slice(32, 64));

        var higher = new BigInteger(1, s.toArray()).add(ORDER);
        var forged = Bytes.concat(signature.first(32), reversed(P256.scalar(higher)));

        assertThat(key.publicKey().verifies(message, signature)).isTrue();
        assertThat(key.publicKey().verifies(message, forged)).isFalse();
    }

    @Test
    void signaturesOfAnyShapeAndKeysOffTheCurveVerifyNothing() {
        var key = samples.keys().ed25519();
        var message = samples.bytes(20);
        var signature = key.sign(message);

        for (int length = 0; length < 64; length++) {
            assertThat(key.publicKey().verifies(message, signature.first(length))).isFalse();
        }
        for (int i = 0; i < ROUNDS; i++) {
            var anyKey = new Ed25519PublicKey(samples.bytes(32));
            assertThat(anyKey.verifies(message, samples.bytes(64))).isFalse();
        }
        for (var hex : new String[] {"00", "01", "ff"}) {
            var lowOrder = new Ed25519PublicKey(Bytes.fromHex(hex + "00".repeat(31)));
            var identity = Bytes.fromHex("01" + "00".repeat(63));
            assertThat(lowOrder.verifies(message, identity)).isFalse();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ed25519PublicKey(samples.bytes(31)));
    }

    @Test
    void thePrivateKeyDoesNotShowInText() {
        var key = samples.keys().ed25519();

        assertThat(key).hasToString("Ed25519PrivateKey[secret]");
    }

    private static Bytes jdkSignature(Ed25519PrivateKey key, Bytes message)
            throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(Bytes.concat(PKCS8, key.seed()).toArray());
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(spec));
        signer.update(message.toArray());
        return Bytes.of(signer.sign());
    }

    private static boolean jdkVerifies(Ed25519PublicKey key, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(Bytes.concat(X509, key.encoded()).toArray());
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(spec));
        verifier.update(message.toArray());
        try {
            return verifier.verify(signature.toArray());
        } catch (java.security.SignatureException shape) {
            return false;
        }
    }

    private static Bytes reversed(Bytes bytes) {
        var out = new byte[bytes.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes.at(out.length - 1 - i);
        }
        return Bytes.of(out);
    }
}
