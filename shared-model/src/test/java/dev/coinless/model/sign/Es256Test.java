package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Es256Test {
    private static final int ROUNDS = 40;
    private static final String JDK = "SHA256withECDSAinP1363Format";
    private static final String RFC_6979_KEY =
            "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

    private final Samples samples = new Samples(Seed.random());

    /// RFC 6979 A.2.5, with SHA-256.
    @ParameterizedTest
    @CsvSource({
        "sample,"
                + "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        "test,"
                + "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
                + "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"
    })
    void signaturesAreThoseOfTheSpecification(String message, String signature) {
        var key = new Es256PrivateKey(Bytes.fromHex(RFC_6979_KEY));

        assertThat(key.publicKey().encoded().hex())
                .endsWith("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
        assertThat(key.sign(Bytes.utf8(message)).hex()).isEqualTo(signature);
        assertThat(key.publicKey().verifies(Bytes.utf8(message), Bytes.fromHex(signature)))
                .isTrue();
    }

    @Test
    void theJdkBelievesOurSignaturesAndWeItsOwn() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            var key = samples.keys().es256();
            var message = samples.bytes(samples.random().nextInt(200));

            assertThat(jdkVerifies(key, message, key.sign(message))).isTrue();
            assertThat(key.publicKey().verifies(message, jdkSignature(key, message))).isTrue();
        }
    }

    @Test
    void theSameAlteredSignaturesAreRefusedAsByTheJdk() throws GeneralSecurityException {
        for (int i = 0; i < ROUNDS; i++) {
            var key = samples.keys().es256();
            var message = samples.bytes(50);
            var signature = key.sign(message).toArray();
            signature[samples.random().nextInt(64)] ^= (byte) (1 << i % 8);

            assertThat(key.publicKey().verifies(message, Bytes.of(signature))).isFalse();
            assertThat(jdkVerifies(key, message, Bytes.of(signature))).isFalse();
        }
    }

    @Test
    void numbersOutsideTheGroupAreRefused() {
        var key = samples.keys().es256();
        var message = samples.bytes(20);
        var order = P256.scalar(P256.DOMAIN.getN());
        var zero = Bytes.of(new byte[32]);
        var signature = key.sign(message);
        var r = signature.first(32);
        var s = signature.slice(32, 64);

        for (var bad : new Bytes[] {zero, order, Bytes.fromHex("ff".repeat(32))}) {
            assertThat(key.publicKey().verifies(message, Bytes.concat(bad, s))).isFalse();
            assertThat(key.publicKey().verifies(message, Bytes.concat(r, bad))).isFalse();
            assertThat(key.publicKey().verifies(message, Bytes.concat(bad, bad))).isFalse();
        }
        for (int length = 0; length < 64; length++) {
            assertThat(key.publicKey().verifies(message, signature.first(length))).isFalse();
        }
    }

    @Test
    void aSignatureWithHighOrLowSIsBelievedAsSecureElementsMakeBoth() {
        var key = samples.keys().es256();
        var message = samples.bytes(20);
        var signature = key.sign(message);
        var s = P256.number(signature.slice(32, 64));
        var other = P256.DOMAIN.getN().subtract(s);

        var mirrored = Bytes.concat(signature.first(32), P256.scalar(other));

        assertThat(key.publicKey().verifies(message, mirrored)).isTrue();
    }

    @Test
    void aKeyOffTheCurveVerifiesNothingAndHasNoThumbprint() {
        var message = samples.bytes(20);
        int offTheCurve = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var key = new Es256PublicKey(Bytes.concat(Bytes.fromHex("02"), samples.bytes(32)));
            assertThat(key.verifies(message, samples.bytes(64))).isFalse();
            try {
                key.thumbprint();
            } catch (IllegalArgumentException expected) {
                offTheCurve++;
            }
        }
        assertThat(offTheCurve).isBetween(ROUNDS / 5, ROUNDS - ROUNDS / 5);
        var tooLarge = new Es256PublicKey(Bytes.fromHex("03" + "ff".repeat(32)));
        assertThat(tooLarge.verifies(message, samples.bytes(64))).isFalse();
    }

    @Test
    void keysOfOtherShapesAreRefused() {
        for (var head : new String[] {"00", "01", "04", "05", "ff"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Es256PublicKey(Bytes.fromHex(head + "11".repeat(32))));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Es256PublicKey(Bytes.fromHex("04" + "11".repeat(64))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Es256PrivateKey(Bytes.of(new byte[32])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Es256PrivateKey(P256.scalar(P256.DOMAIN.getN())));
        assertThat(samples.keys().es256().toString()).isEqualTo("Es256PrivateKey[secret]");
    }

    /// The example of RFC 9679.
    @Test
    void theThumbprintIsThatOfTheSpecification() {
        var x = "65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d";
        var y = "1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c";
        var oddness = y.endsWith("c") ? "02" : "03";

        var thumbprint = new Es256PublicKey(Bytes.fromHex(oddness + x)).thumbprint();

        assertThat(thumbprint.value().hex())
                .isEqualTo("496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec");
        assertThat(thumbprint.confirmation().hex()).isEqualTo("496bd8afadf307e5b08c64b0421bf9dc");
    }

    private static Bytes jdkSignature(Es256PrivateKey key, Bytes message)
            throws GeneralSecurityException {
        var signer = Signature.getInstance(JDK);
        signer.initSign(
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(P256.number(key.scalar()), curve())));
        signer.update(message.toArray());
        return Bytes.of(signer.sign());
    }

    private static boolean jdkVerifies(Es256PrivateKey key, Bytes message, Bytes signature)
            throws GeneralSecurityException {
        var point = P256.DOMAIN.getG().multiply(P256.number(key.scalar())).normalize();
        var spec =
                new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, point.getAffineXCoord().getEncoded()),
                                new BigInteger(1, point.getAffineYCoord().getEncoded())),
                        curve());
        var verifier = Signature.getInstance(JDK);
        verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(spec));
        verifier.update(message.toArray());
        try {
            return verifier.verify(signature.toArray());
        } catch (SignatureException shape) {
            return false;
        }
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }
}
