package dev.coinless.functions.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.io.table.DynamoKeys;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryCustody;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyCert;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RotateKeysTest {

    final RandomGenerator random = AwsMode.dice(6);
    final MemoryCustody custody = new MemoryCustody(random);
    final MemoryDynamo dynamo = new MemoryDynamo();
    final DynamoKeys store = new DynamoKeys(new Table(dynamo, "coinless"));
    final RotateKeys rotate =
            new RotateKeys(
                    store, custody, custody, new KeyGenerator(random), PaymentUnit.ENVIRONMENT);
    final KeyRing ring = new KeyRing(store, custody);
    final Instant start = Samples.NOW;

    @Test
    void theFirstRunMakesAKeyOfEveryUsageAndTheFleetSecret() {
        var serials = rotate.rotate(Set.of(), start);

        assertThat(serials).hasSize(4).allSatisfy((_, serial) -> assertIsFirst(serial));
        assertThat(ring.certificates()).hasSize(4);
        assertThat(ring.fleetSecret(1).version()).isEqualTo(1);
    }

    @Test
    void aGrantKeyLastsAWeekACertKeyTwoYears() {
        rotate.rotate(Set.of(), start);
        var secret = ring.fleetSecret(1);

        assertThat(grantSerial(Duration.ofDays(7).minusSeconds(1))).isEqualTo(1);
        assertThat(grantSerial(Duration.ofDays(7))).isEqualTo(2);
        assertThat(grantSerial(Duration.ofDays(7))).isEqualTo(2);
        assertThat(grantSerial(Duration.ofDays(14))).isEqualTo(3);
        var late = rotate.rotate(Set.of(), start.plus(Duration.ofDays(729)));
        assertThat(late.get(KeyUsage.CERT)).isEqualTo(new KeySerial(1));
        assertThat(late.get(KeyUsage.SYNC)).isEqualTo(new KeySerial(2));
        assertThat(rotate.rotate(Set.of(), start.plus(Duration.ofDays(730))).get(KeyUsage.CERT))
                .isEqualTo(new KeySerial(2));
        assertThat(new KeyRing(store, custody).fleetSecret(1)).isEqualTo(secret);
    }

    @Test
    void theFourHighestSerialsStayGood() {
        for (int i = 0; i < 6; i++) {
            rotate.rotate(Set.of(KeyUsage.GRANT), start);
        }

        var newest = certificate(store.newest(KeyUsage.GRANT).orElseThrow().certificate());

        assertThat(newest.serial()).isEqualTo(new KeySerial(6));
        assertThat(newest.minimumSerial()).isEqualTo(new KeySerial(3));
    }

    @Test
    void theKeyInUseIsTheOneThatIsCertified() {
        rotate.rotate(Set.of(), start);

        var key = ring.newest(KeyUsage.GRANT, start);

        assertThat(certificate(key.certificate()).verifier()).isEqualTo(key.key().publicKey());
    }

    @Test
    void aRotationIsNoticedWithinAMinute() {
        rotate.rotate(Set.of(), start);
        ring.newest(KeyUsage.GRANT, start);
        rotate.rotate(Set.of(KeyUsage.GRANT), start);

        assertThat(ring.newest(KeyUsage.GRANT, start.plusSeconds(60)).serial())
                .isEqualTo(new KeySerial(1));
        assertThat(ring.newest(KeyUsage.GRANT, start.plusSeconds(61)).serial())
                .isEqualTo(new KeySerial(2));
    }

    @Test
    void keysAreStoredWrappedOnly() {
        rotate.rotate(Set.of(), start);
        var seed = ring.newest(KeyUsage.GRANT, start).key().seed();

        assertThat(dynamo.everything())
                .flatExtracting(item -> item.values())
                .filteredOn(value -> value.b() != null)
                .extracting(value -> Bytes.of(value.b().asByteArray()).hex())
                .isNotEmpty()
                .noneMatch(hex -> hex.contains(seed.hex()));
        assertThatThrownBy(() ->
                        custody.unwrap(
                                PlatformKey.context(KeyUsage.GRANT, new KeySerial(1)),
                                store.newest(KeyUsage.SYNC).orElseThrow().wrapped()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutKeysTheErrorSaysWhatToRun() {
        assertThatThrownBy(() -> ring.newest(KeyUsage.GRANT, start))
                .hasMessage("there is no key of usage GRANT; run RotateKeys");
        assertThatThrownBy(() -> ring.fleetSecret(1))
                .hasMessage("there is no fleet secret 1; run RotateKeys");
    }

    private long grantSerial(Duration after) {
        return rotate.rotate(Set.of(), start.plus(after)).get(KeyUsage.GRANT).value();
    }

    private KeyCert certificate(Bytes encoded) {
        try {
            return KeyCert.verify(encoded, custody.roots(), PaymentUnit.ENVIRONMENT).orElseThrow();
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static void assertIsFirst(KeySerial serial) {
        assertThat(serial).isEqualTo(new KeySerial(1));
    }
}
