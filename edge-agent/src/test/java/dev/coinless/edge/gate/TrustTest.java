package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.Platform;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.Version;
import dev.coinless.model.wire.Malformed;
import java.util.List;
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

    @Test
    void nobodyButARootCertifiesAKey() throws Exception {
        var stranger = platform.random.ed25519();
        var own =
                cert(8, 0, 0)
                        .signedBy(stranger.publicKey(), stranger, Platform.ENVIRONMENT)
                        .encoded();

        assertThat(trust.certify(own)).contains(Refusal.BAD_SIGNATURE);
        assertThatThrownBy(() -> trust.certify(Bytes.utf8("no certificate")))
                .isInstanceOf(Malformed.class);
        assertThat(journal.records()).isEmpty();
        assertThat(trust.find(KeyUsage.GRANT, new KeySerial(8))).isEmpty();
    }

    @Test
    void aKnownCertificateIsWrittenOnce() throws Exception {
        var cert = grantKey(8, 0, 0);

        assertThat(trust.certify(cert)).isEmpty();
        assertThat(trust.certify(cert)).isEmpty();

        assertThat(journal.keyCerts()).containsExactly(cert);
    }

    @Test
    void aDenylistIsBelievedOnlyByItsSignature() throws Exception {
        var stranger = platform.random.ed25519();
        var list = new Denylist(new Version(1), Set.of(), Set.of());

        assertThat(trust.deny(signed(list, new KeySerial(99), stranger)))
                .contains(Refusal.UNKNOWN_ISSUER);
        assertThat(trust.deny(signed(list, Platform.SYNC, stranger)))
                .contains(Refusal.BAD_SIGNATURE);
        assertThat(trust.deny(signed(list, Platform.ISSUER, platform.issuer)))
                .contains(Refusal.UNKNOWN_ISSUER);

        assertThat(journal.records()).isEmpty();
        assertThat(trust.denylist()).isEqualTo(Denylist.none());
    }

    @Test
    void aSyncKeyIsKnownOrProvenByWhatComesWithIt() throws Exception {
        var next = platform.random.ed25519();
        var serial = new KeySerial(4);
        var cert = platform.cert(serial, KeyUsage.SYNC, next, 0);
        var older = platform.cert(serial, KeyUsage.GRANT, next, 0);
        var forged =
                new KeyCert(serial, KeyUsage.SYNC, next.publicKey().encoded(), serial, 0)
                        .signedBy(next.publicKey(), next, Platform.ENVIRONMENT)
                        .encoded();

        assertThat(trust.syncKey(Platform.SYNC, List.of())).contains(platform.sync.publicKey());
        assertThat(trust.syncKey(serial, List.of())).isEmpty();
        assertThat(trust.syncKey(serial, List.of(Bytes.utf8("no certificate"), older, forged)))
                .isEmpty();
        assertThat(trust.syncKey(new KeySerial(5), List.of(cert))).isEmpty();
        assertThat(trust.syncKey(serial, List.of(Bytes.utf8("no certificate"), cert)))
                .contains(next.publicKey());
        assertThat(journal.records()).isEmpty();
    }

    @Test
    void aSyncKeyThatIsDeniedOrTooOldIsNotProven() throws Exception {
        var next = platform.random.ed25519();
        var denied = platform.cert(new KeySerial(4), KeyUsage.SYNC, next, 0);
        trust.deny(denylist(1, new RevokedKey(KeyUsage.SYNC, new KeySerial(4))));
        trust.certify(platform.cert(new KeySerial(9), KeyUsage.SYNC, next, 8));
        var below = platform.cert(new KeySerial(7), KeyUsage.SYNC, next, 0);

        assertThat(trust.syncKey(new KeySerial(4), List.of(denied))).isEmpty();
        assertThat(trust.syncKey(new KeySerial(7), List.of(below))).isEmpty();
    }

    @Test
    void fewCertificatesAreLeftAloneAndManyAreTidied() throws Exception {
        for (long serial = 8; serial < 23; serial++) {
            trust.certify(grantKey(serial, 0, 0));
        }
        trust.tidy();
        assertThat(journal.keyCerts()).hasSize(15);

        trust.certify(grantKey(23, 0, 0));
        trust.tidy();

        assertThat(journal.keyCerts()).hasSize(4);
        assertThat(trust.ring().newest()).containsEntry(KeyUsage.GRANT, new KeySerial(23));
        assertThat(open().ring()).isEqualTo(trust.ring());
    }

    @Test
    void aDamagedStateStopsTheStartAndSaysWhatToDo() throws Exception {
        journal.append(new JournalRecord.Certified(Bytes.utf8("no certificate")));
        assertThatThrownBy(() -> new Trust(m7, journal))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a key certificate in the module's state is damaged")
                .hasMessageContaining("enrol the module again");

        var other = new MemoryJournal();
        other.append(new JournalRecord.Denied(Bytes.utf8("no denylist")));
        assertThatThrownBy(() -> new Trust(m7, other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a denylist in the module's state is damaged");

        var foreign = new MemoryJournal();
        var stranger = platform.random.ed25519();
        foreign.append(
                new JournalRecord.Certified(
                        cert(8, 0, 0)
                                .signedBy(stranger.publicKey(), stranger, Platform.ENVIRONMENT)
                                .encoded()));
        assertThatThrownBy(() -> new Trust(m7, foreign))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its signature is none of the roots'");
    }

    @Test
    void theDenylistOutlivesARestart() throws Exception {
        trust.deny(denylist(5));

        assertThat(open().denylist().version()).isEqualTo(new Version(5));
    }

    private Trust open() {
        try {
            return new Trust(m7, journal);
        } catch (JournalUnavailable e) {
            throw new AssertionError(e);
        }
    }

    private Bytes grantKey(long serial, long minimum, long epoch) {
        return platform.certify(cert(serial, minimum, epoch));
    }

    private KeyCert cert(long serial, long minimum, long epoch) {
        return new KeyCert(
                new KeySerial(serial),
                KeyUsage.GRANT,
                platform.random.ed25519().publicKey().encoded(),
                new KeySerial(minimum),
                epoch);
    }

    private static Bytes signed(Denylist list, KeySerial serial, Ed25519PrivateKey key) {
        return list.sign(serial, key, Platform.ENVIRONMENT).encoded();
    }

    private Bytes denylist(long version, RevokedKey... keys) {
        return new Denylist(new Version(version), Set.of(keys), Set.of())
                .sign(Platform.SYNC, platform.sync, Platform.ENVIRONMENT)
                .encoded();
    }
}
