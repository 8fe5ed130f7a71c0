package dev.coinless.edge.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private final Platform platform = new Platform(2);

    @Test
    void keepsTheFourHighestSerialsOfEachUsageInWhateverOrderTheyCome() {
        var ring = KeyRing.empty();
        for (long serial : new long[] {3, 9, 1, 7, 5, 2, 8}) {
            ring = ring.with(cert(serial, KeyUsage.GRANT, 0));
        }
        ring = ring.with(cert(1, KeyUsage.SYNC, 0));

        for (long serial = 1; serial <= 9; serial++) {
            boolean kept = serial == 5 || serial == 7 || serial == 8 || serial == 9;
            assertThat(ring.find(KeyUsage.GRANT, new KeySerial(serial)).isPresent())
                    .as("serial %d", serial)
                    .isEqualTo(kept);
        }
        assertThat(ring.find(KeyUsage.SYNC, new KeySerial(1))).isPresent();
        assertThat(ring.newest())
                .containsEntry(KeyUsage.GRANT, new KeySerial(9))
                .containsEntry(KeyUsage.SYNC, new KeySerial(1));
    }

    @Test
    void aMinimumForgetsWhatIsBelowItAndIsNeverTakenBack() {
        var ring =
                KeyRing.empty()
                        .with(cert(4, KeyUsage.GRANT, 0))
                        .with(cert(5, KeyUsage.GRANT, 0))
                        .with(cert(6, KeyUsage.GRANT, 5))
                        .with(cert(7, KeyUsage.GRANT, 0));

        assertThat(ring.find(KeyUsage.GRANT, new KeySerial(4))).isEmpty();
        assertThat(ring.find(KeyUsage.GRANT, new KeySerial(5))).isPresent();
        assertThat(ring.wants(cert(4, KeyUsage.GRANT, 0))).isFalse();
        assertThat(ring.with(cert(4, KeyUsage.GRANT, 0))).isEqualTo(ring);
    }

    @Test
    void aLaterRevocationEpochForgetsWhatWasCertifiedBeforeAndIsNeverTakenBack() {
        var ring =
                KeyRing.empty()
                        .with(cert(4, KeyUsage.GRANT, 0))
                        .with(cert(1, KeyUsage.SYNC, 0))
                        .with(certOfEpoch(5, 2))
                        .with(cert(6, KeyUsage.GRANT, 0))
                        .with(certOfEpoch(7, 1));

        assertThat(ring.newestFirst(KeyUsage.GRANT))
                .extracting(KeyCert::serial)
                .containsExactly(new KeySerial(5));
        assertThat(ring.find(KeyUsage.SYNC, new KeySerial(1))).isPresent();
    }

    @Test
    void aCertificateThatForbidsItselfLeavesNothing() {
        var ring =
                KeyRing.empty().with(cert(4, KeyUsage.GRANT, 0)).with(cert(5, KeyUsage.GRANT, 9));

        assertThat(ring.find(KeyUsage.GRANT, new KeySerial(5))).isEmpty();
        assertThat(ring.newest()).doesNotContainKey(KeyUsage.GRANT);
    }

    @Test
    void anotherKeyUnderAKnownSerialChangesNothing() {
        var first = cert(4, KeyUsage.GRANT, 0);
        var ring = KeyRing.empty().with(first).with(cert(4, KeyUsage.GRANT, 0));

        assertThat(ring.find(KeyUsage.GRANT, new KeySerial(4))).contains(first);
    }

    @Test
    void whatIsExactlyAtTheMinimumAndOfTheNewestEpochIsTakenIn() {
        var ring = KeyRing.empty().with(cert(6, KeyUsage.GRANT, 5)).with(certOfEpoch(7, 2));
        assertThat(ring.newestFirst(KeyUsage.GRANT)).hasSize(1);

        assertThat(ring.wants(certOfEpoch(4, 2))).isFalse();
        assertThat(ring.wants(certOfEpoch(5, 1))).isFalse();
        assertThat(ring.wants(certOfEpoch(5, 2))).isTrue();
        assertThat(ring.with(certOfEpoch(5, 2)).newestFirst(KeyUsage.GRANT))
                .extracting(KeyCert::serial)
                .containsExactly(new KeySerial(7), new KeySerial(5));
    }

    @Test
    void aFullRingWantsOnlyWhatIsNewerThanItsOldest() {
        var ring = KeyRing.empty();
        for (long serial : new long[] {3, 5, 7}) {
            ring = ring.with(cert(serial, KeyUsage.GRANT, 0));
        }
        assertThat(ring.wants(cert(2, KeyUsage.GRANT, 0))).isTrue();

        ring = ring.with(cert(9, KeyUsage.GRANT, 0));

        assertThat(ring.wants(cert(2, KeyUsage.GRANT, 0))).isFalse();
        assertThat(ring.wants(cert(4, KeyUsage.GRANT, 0))).isTrue();
        assertThat(ring.wants(cert(2, KeyUsage.SYNC, 0))).isTrue();
        assertThat(ring.has(cert(9, KeyUsage.GRANT, 0))).isTrue();
        assertThat(ring.has(cert(9, KeyUsage.SYNC, 0))).isFalse();
    }

    private KeyCert certOfEpoch(long serial, long epoch) {
        return new KeyCert(
                new KeySerial(serial),
                KeyUsage.GRANT,
                platform.random.ed25519().publicKey().encoded(),
                new KeySerial(0),
                epoch);
    }

    private KeyCert cert(long serial, KeyUsage usage, long minimum) {
        return new KeyCert(
                new KeySerial(serial),
                usage,
                platform.random.ed25519().publicKey().encoded(),
                new KeySerial(minimum),
                0);
    }
}
