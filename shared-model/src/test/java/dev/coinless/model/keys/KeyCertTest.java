package dev.coinless.model.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coinless.model.id.KeySerial;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyCertTest {
    private static final Environment ENVIRONMENT = SignedSample.ENVIRONMENT;

    private final Samples samples = new Samples(Seed.random());
    private final Ed25519PrivateKey root = samples.keys().ed25519();
    private final Ed25519PrivateKey offlineRoot = samples.keys().ed25519();
    private final KeyCert cert = samples.keyCert();

    @Test
    void eitherPinnedRootIsBelievedAndNoOther() throws Malformed {
        var roots = List.of(root.publicKey(), offlineRoot.publicKey());
        var stranger = samples.keys().ed25519();

        for (var signer : List.of(root, offlineRoot)) {
            var signed = cert.signedBy(signer.publicKey(), signer, ENVIRONMENT).encoded();
            assertThat(KeyCert.verify(signed, roots, ENVIRONMENT)).contains(cert);
        }
        var foreign = cert.signedBy(stranger.publicKey(), stranger, ENVIRONMENT).encoded();
        assertThat(KeyCert.verify(foreign, roots, ENVIRONMENT)).isEmpty();
        assertThat(KeyCert.verify(foreign, List.of(), ENVIRONMENT)).isEmpty();
    }

    @Test
    void aKeyIdThatNamesTheWrongRootDoesNotHelp() throws Malformed {
        var roots = List.of(root.publicKey(), offlineRoot.publicKey());
        var stranger = samples.keys().ed25519();

        var posing = cert.signedBy(root.publicKey(), stranger, ENVIRONMENT).encoded();
        var swapped = cert.signedBy(root.publicKey(), offlineRoot, ENVIRONMENT).encoded();

        assertThat(KeyCert.verify(posing, roots, ENVIRONMENT)).isEmpty();
        assertThat(KeyCert.verify(swapped, roots, ENVIRONMENT)).isEmpty();
    }

    @Test
    void aSealingKeyVerifiesNothing() {
        var sealing = cert(KeyUsage.SEAL);

        assertThatIllegalStateException().isThrownBy(sealing::verifier);
        assertThat(cert(KeyUsage.SYNC).verifier().encoded()).isEqualTo(cert.key());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new KeyCert(
                                new KeySerial(1),
                                KeyUsage.GRANT,
                                samples.bytes(31),
                                new KeySerial(0),
                                0));
    }

    @Test
    void usagesAreNumberedWithoutGapsAsInfoHasThem() {
        for (var usage : KeyUsage.values()) {
            assertThat(usage.number()).isEqualTo(usage.ordinal());
            assertThat(KeyUsage.of(usage.number())).contains(usage);
        }
        assertThat(KeyUsage.of(KeyUsage.values().length)).isEmpty();
        assertThat(KeyUsage.of(-1)).isEmpty();
    }

    private KeyCert cert(KeyUsage usage) {
        return new KeyCert(new KeySerial(1), usage, cert.key(), new KeySerial(0), 0);
    }
}
