package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.Version;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the module believes of the platform, through rotations, revocations and restarts.
class TrustTest {

    private final Platform platform = new Platform(11);
    private final ModuleIdentity m7 = platform.enrolled(Platform.M7);
    private final MemoryJournal journal = new MemoryJournal();
    private final Trust trust = open();

    @Test
    void yearsOfRotationLeaveFewCertificatesAndTheSameKeysAfterARestart() throws Exception {
        for (long serial = 8; serial < 200; serial++) {
            long minimum = serial == 100 ? 99 : 0;
            long epoch = serial < 150 ? 1 : 2;
            assertThat(trust.certify(grantKey(serial, minimum, epoch))).isEmpty();
            trust.tidy();
        }

        assertThat(journal.keyCerts().size()).isLessThan(20);
        assertThat(open().ring()).isEqualTo(trust.ring());
        assertThat(open().certify(grantKey(120, 0, 1))).contains(Refusal.SUPERSEDED);
    }

    @Test
    void aDeniedKeyIsFoundNoMoreAndItsCertificateIsRefused() throws Exception {
        var cert = grantKey(8, 0, 0);
        trust.certify(cert);
        assertThat(trust.deny(denylist(1, new RevokedKey(KeyUsage.GRANT, new KeySerial(8)))))
                .isEmpty();

        assertThat(trust.find(KeyUsage.GRANT, new KeySerial(8))).isEmpty();
        assertThat(trust.certify(cert)).contains(Refusal.REVOKED);
        assertThat(trust.newest(KeyUsage.GRANT).orElseThrow().serial()).isEqualTo(Platform.ISSUER);
        assertThat(open().find(KeyUsage.GRANT, new KeySerial(8))).isEmpty();
    }

    @Test
    void aDeniedSyncKeySignsNothingMore() throws Exception {
        assertThat(trust.deny(denylist(1, new RevokedKey(KeyUsage.SYNC, Platform.SYNC)))).isEmpty();

        assertThat(trust.deny(denylist(2))).contains(Refusal.REVOKED);
        assertThat(trust.denylist().version()).isEqualTo(new Version(1));
    }

    @Test
    void onlyANewerDenylistApplies() throws Exception {
        trust.deny(denylist(5));

        assertThat(trust.deny(denylist(4))).contains(Refusal.SUPERSEDED);
        assertThat(trust.deny(denylist(5, new RevokedKey(KeyUsage.GRANT, Platform.ISSUER))))
                .isEmpty();
        assertThat(trust.denylist().keys()).isEmpty();
    }

    private Trust open() {
        try {
            return new Trust(m7, journal);
        } catch (JournalUnavailable e) {
            throw new AssertionError(e);
        }
    }

    private Bytes grantKey(long serial, long minimum, long epoch) {
        return platform.certify(
                new KeyCert(
                        new KeySerial(serial),
                        KeyUsage.GRANT,
                        platform.random.ed25519().publicKey().encoded(),
                        new KeySerial(minimum),
                        epoch));
    }

    private Bytes denylist(long version, RevokedKey... keys) {
        return new Denylist(new Version(version), Set.of(keys), Set.of())
                .sign(Platform.SYNC, platform.sync, Platform.ENVIRONMENT)
                .encoded();
    }
}
