package dev.coinless.model.present;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.wire.Malformed;
import org.junit.jupiter.api.Test;

class PresentationTest {
    private static final Environment ENVIRONMENT = SignedSample.ENVIRONMENT;

    private final Samples samples = new Samples(Seed.random());
    private final Es256PrivateKey holder = samples.keys().es256();
    private final Binding.Holder binding = bindingOf(holder);
    private final GrantToken token = token();
    private final Bytes nonce = samples.bytes(16);

    @Test
    void aPresentationOfTheLongestTokenIsOneWriteAtMtu517AndTwoAt185() {
        var presentation = presentation(Intent.CANCEL);
        var message =
                new Message(
                        MessageKind.PRESENT,
                        Bytes.concat(
                                presentation.encoded(),
                                Bytes.of(
                                        new byte
                                                [Presentation.MAX_LENGTH
                                                        - presentation.encoded().length()])));

        assertThat(presentation.encoded().length()).isLessThanOrEqualTo(Presentation.MAX_LENGTH);
        assertThat(token.encoded().length() + 114).isEqualTo(presentation.encoded().length());
        assertThat(Grant.MAX_TOKEN + 114).isLessThanOrEqualTo(Presentation.MAX_LENGTH);
        assertThat(message.frames(517)).hasSize(1);
        assertThat(message.frames(185)).hasSize(2);
    }

    @Test
    void theProofHoldsForItsConnectionTokenIntentAndKeyOnly() throws Malformed {
        var read = Presentation.parse(presentation(Intent.PAY).encoded());
        var proof = read.proofFor(nonce);
        var stranger = samples.keys().es256();

        assertThat(proof.proves(binding, token.hash(), ENVIRONMENT)).isTrue();
        assertThat(read.proofFor(samples.bytes(16)).proves(binding, token.hash(), ENVIRONMENT))
                .isFalse();
        assertThat(proof.proves(binding, samples.bytes(32), ENVIRONMENT)).isFalse();
        assertThat(proof.proves(bindingOf(stranger), token.hash(), ENVIRONMENT)).isFalse();
        assertThat(proof.proves(binding, token.hash(), new Environment("prod"))).isFalse();
        assertThat(
                        new HolderProof(nonce, holder.publicKey(), Intent.CANCEL, proof.signature())
                                .proves(binding, token.hash(), ENVIRONMENT))
                .isFalse();
        assertThat(
                        new HolderProof(nonce, stranger.publicKey(), Intent.PAY, proof.signature())
                                .proves(binding, token.hash(), ENVIRONMENT))
                .isFalse();
    }

    @Test
    void aStrangersOwnProofDoesNotServeForTheHoldersToken() throws Malformed {
        var stranger = samples.keys().es256();

        var presented = Presentation.of(token, stranger, nonce, Intent.PAY, ENVIRONMENT);

        assertThat(presented.proofFor(nonce).proves(binding, token.hash(), ENVIRONMENT)).isFalse();
        assertThat(presented.proofFor(nonce).proves(bindingOf(stranger), token.hash(), ENVIRONMENT))
                .isTrue();
    }

    @Test
    void aHolderKeyOffTheCurveProvesNothing() {
        for (int i = 0; i < 20; i++) {
            var key = new Es256PublicKey(Bytes.concat(Bytes.fromHex("03"), samples.bytes(32)));
            var proof = new HolderProof(nonce, key, Intent.PAY, samples.bytes(64));

            assertThat(proof.proves(binding, token.hash(), ENVIRONMENT)).isFalse();
        }
    }

    @Test
    void aPresentationLongerThan280BytesIsNotEvenLookedAt() {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Presentation.parse(Bytes.of(new byte[281])))
                .withMessage("a presentation has at most 280 bytes");
    }

    @Test
    void everyVerdictAndStateIsOneByteAndUnknownOnesAreMalformed() throws Malformed {
        assertThat(new Verdict.Accepted().encoded().hex()).isEqualTo("00");
        for (int number = 0; number < 256; number++) {
            var encoded = Bytes.of((byte) number);
            boolean known = number == 0 || Refusal.of(number).isPresent();
            if (known) {
                assertThat(Verdict.decode(encoded).encoded()).isEqualTo(encoded);
            } else {
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> Verdict.decode(encoded));
            }
            if (number >= 1 && number <= SessionState.values().length) {
                assertThat(SessionState.decode(encoded).encoded()).isEqualTo(encoded);
            } else {
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> SessionState.decode(encoded));
            }
        }
        for (var other : new Bytes[] {Bytes.EMPTY, Bytes.fromHex("0000")}) {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Verdict.decode(other));
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SessionState.decode(other));
        }
    }

    private Presentation presentation(Intent intent) {
        return Presentation.of(token, holder, nonce, intent, ENVIRONMENT);
    }

    private GrantToken token() {
        return samples.grant(binding).sign(samples.serial(), samples.keys().ed25519(), ENVIRONMENT);
    }

    private static Binding.Holder bindingOf(Es256PrivateKey key) {
        return new Binding.Holder(key.publicKey().thumbprint().confirmation());
    }
}
