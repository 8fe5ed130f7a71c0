package dev.coinless.model.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedForm;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.wire.Malformed;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for every signed object, whatever is in it.
class SignedObjectTest {
    private static final Environment ENVIRONMENT = SignedSample.ENVIRONMENT;
    private static final int ROUNDS = 50;

    private final Samples samples = new Samples(Seed.random());

    @Test
    void everyTypeOfObjectHasAForm() {
        var covered =
                Arrays.stream(SignedForm.values())
                        .map(form -> form.sample(samples).type())
                        .collect(Collectors.toSet());

        assertThat(covered).containsExactlyInAnyOrder(ObjectType.values());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSignedIsReadAgain(SignedForm form) throws Malformed {
        for (int i = 0; i < ROUNDS; i++) {
            var sample = form.sample(samples);

            var read = sample.reader().read(sample.encoded(), ENVIRONMENT);

            assertThat(read.genuine()).isTrue();
            assertThat(read.object()).isEqualTo(sample.object());
        }
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource
    void everySingleBitFlipIsRefused(SignedForm form) {
        var sample = form.sample(samples);

        for (int bit = 0; bit < 8 * sample.encoded().length(); bit++) {
            var altered = flipped(sample.encoded(), bit);

            assertThat(sample.isBelieved(altered, ENVIRONMENT)).as("bit %d", bit).isFalse();
        }
        assertThat(sample.isBelieved(sample.encoded(), ENVIRONMENT)).isTrue();
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource
    void everyTruncatedLengthIsMalformed(SignedForm form) {
        var sample = form.sample(samples);

        for (int length = 0; length < sample.encoded().length(); length++) {
            assertMalformed(sample, sample.encoded().first(length));
        }
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource
    void bytesBehindTheObjectAreMalformed(SignedForm form) {
        var sample = form.sample(samples);

        for (int value = 0; value < 256; value++) {
            assertMalformed(sample, Bytes.concat(sample.encoded(), Bytes.of((byte) value)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anObjectFarTooLongIsMalformed(SignedForm form) {
        var sample = form.sample(samples);

        assertMalformed(sample, Bytes.of(new byte[1 << 20]));
        assertMalformed(sample, Bytes.concat(sample.encoded(), Bytes.of(new byte[1 << 20])));
    }

    @ParameterizedTest
    @EnumSource
    void noOtherEnvironmentBelievesIt(SignedForm form) {
        var sample = form.sample(samples);

        for (var name : new String[] {"prod", "tes", "test2", "tesu", "t"}) {
            assertThat(sample.isBelieved(sample.encoded(), new Environment(name))).isFalse();
        }
    }

    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource
    void randomChangesOfSeveralBytesAreRefused(SignedForm form) {
        var sample = form.sample(samples);

        for (int i = 0; i < 300; i++) {
            var altered = sample.encoded().toArray();
            int changes = 2 + samples.random().nextInt(6);
            for (int change = 0; change < changes; change++) {
                altered[samples.random().nextInt(altered.length)] =
                        (byte) samples.random().nextInt();
            }
            var bytes = Bytes.of(altered);

            assertThat(sample.isBelieved(bytes, ENVIRONMENT))
                    .isEqualTo(bytes.equals(sample.encoded()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noOtherKeyAndNoOtherTypeVerifies(SignedForm form) throws Malformed {
        var sample = form.sample(samples);
        if (sample.type() == ObjectType.PRESENT) {
            return; // its key comes with it; HolderProofTest has its cases
        }
        var envelope = Envelope.parse(sample.type(), sample.encoded());
        var own = ((Ed25519PrivateKey) sample.signer()).publicKey();

        assertThat(envelope.isSignedBy(own, ENVIRONMENT)).isTrue();
        assertThat(envelope.isSignedBy(samples.keys().ed25519().publicKey(), ENVIRONMENT))
                .isFalse();
        assertThat(envelope.isSignedBy(samples.keys().es256().publicKey(), ENVIRONMENT)).isFalse();
        for (var type : ObjectType.values()) {
            if (type.algorithm() == SignatureAlgorithm.ED25519) {
                assertThat(Envelope.parse(type, sample.encoded()).isSignedBy(own, ENVIRONMENT))
                        .isEqualTo(type == sample.type());
            } else {
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> Envelope.parse(type, sample.encoded()));
            }
        }
    }

    private static void assertMalformed(SignedSample sample, Bytes encoded) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> sample.reader().read(encoded, ENVIRONMENT));
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        var altered = bytes.toArray();
        altered[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(altered);
    }
}
