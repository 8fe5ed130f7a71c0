package dev.coinless.model.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {
    private final Samples samples = new Samples(Seed.random());
    private final SealPrivateKey moduleKey = samples.keys().x25519();
    private final ModuleId module = samples.module();
    private final Generation generation = new Generation(2);
    private final ModuleSecret secret = new ModuleSecret(module, generation, samples.bytes(32));

    @Test
    void theModuleReadsWhatTheCloudWrote() throws Malformed {
        for (int certs = 0; certs <= 8; certs++) {
            var open = open(1 + certs % 2, certs);

            var text = Enrolment.seal(open, secret, moduleKey.publicKey()).toText();
            var read = Enrolment.parse("  " + text + "\n");

            assertThat(text).startsWith("coinless-enrolment-1.").doesNotContain("\n", " ");
            assertThat(read.open()).isEqualTo(open);
            assertThat(read.secret(moduleKey)).isEqualTo(secret);
        }
    }

    @Test
    void nobodyElseLearnsTheSecret() throws Malformed {
        var text = Enrolment.seal(open(1, 1), secret, moduleKey.publicKey()).toText();
        var read = Enrolment.parse(text);

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> read.secret(samples.keys().x25519()))
                .withMessageContaining("make a new enrolment request");
        assertThat(decoded(text).hex()).doesNotContain(secret.key().hex());
    }

    @Test
    void everyFlippedBitOfTheAnswerIsNoticed() {
        var encoded = decoded(Enrolment.seal(open(2, 1), secret, moduleKey.publicKey()).toText());

        for (int bit = 0; bit < 8 * encoded.length(); bit++) {
            var altered = encoded.toArray();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            var text = "coinless-enrolment-1." + Bytes.of(altered).base64Url();
            assertThatExceptionOfType(Malformed.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> Enrolment.parse(text).secret(moduleKey));
        }
    }

    @Test
    void tooManyRootsOrCertificatesOrNoRootAreMalformed() {
        for (var open : List.of(open(0, 1), open(3, 1), open(1, 9))) {
            var text = Enrolment.seal(open, secret, moduleKey.publicKey()).toText();

            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Enrolment.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "coinless-enrolment-1.",
                "coinless-enrolment-2.oA",
                "coinless-enrolment-1.!",
                "coinless-enrolment-1.oA",
                "coinless-enrol-1.oA"
            })
    void otherTextIsMalformedAsAnAnswer(String text) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Enrolment.parse(text));
    }

    @Test
    void aRequestThatIsNotOneSaysWhatItShouldBe() {
        for (var text :
                List.of(
                        "",
                        "coinless-enrol-1.",
                        "coinless-enrol-1.oA",
                        "coinless-enrol-1." + "A".repeat(20_000))) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> EnrolmentRequest.parse(text, SignedSample.ENVIRONMENT));
        }
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> EnrolmentRequest.parse("photo.jpg", SignedSample.ENVIRONMENT))
                .withMessageContaining("one line that starts with 'coinless-enrol-1.'");
    }

    @Test
    void aRequestSignedByAnotherKeyIsRefused() {
        var own = samples.keys().ed25519();
        var request =
                new EnrolmentRequest(module, own.publicKey(), moduleKey.publicKey())
                        .toText(samples.keys().ed25519(), SignedSample.ENVIRONMENT);

        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> EnrolmentRequest.parse(request, SignedSample.ENVIRONMENT))
                .withMessageContaining("not signed by its own key");
    }

    private Enrolment.Open open(int roots, int certs) {
        List<Ed25519PublicKey> rootKeys =
                Stream.generate(() -> samples.keys().ed25519().publicKey()).limit(roots).toList();
        return new Enrolment.Open(
                module,
                generation,
                SignedSample.ENVIRONMENT,
                Currency.getInstance("EUR"),
                rootKeys,
                Stream.generate(() -> samples.bytes(130)).limit(certs).toList());
    }

    private static Bytes decoded(String text) {
        return Bytes.fromBase64Url(text.substring(text.indexOf('.') + 1));
    }
}
