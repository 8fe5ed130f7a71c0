package dev.coinless.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.samples.SyncSamples;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.seal.Sealed;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Environment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedBundleTest {
    private static final Environment TEST = SignedSample.ENVIRONMENT;

    private final Samples samples = new Samples(Seed.random());
    private final SyncSamples sync = new SyncSamples(samples);
    private final SealPrivateKey platform = samples.keys().x25519();
    private final SealPrivateKey module = samples.keys().x25519();
    private final Ed25519PrivateKey moduleSigns = samples.keys().ed25519();
    private final Ed25519PrivateKey platformSigns = samples.keys().ed25519();
    private final KeySerial serial = samples.serial();
    private final SyncBundle.Up up = sync.up();
    private final SyncBundle.Down down = sync.down();

    @Test
    void whatGoesUpIsOpenedByThePlatformAlone() throws BundleRefused {
        for (int i = 0; i < 20; i++) {
            var bundle = sync.up();
            var sealed = SealedBundle.parse(sealedUp(bundle).encoded());

            var opened = SyncBundle.Up.open(sealed, platform, moduleSigns.publicKey(), TEST);

            assertThat(opened).isEqualTo(bundle);
            assertThat(sealed.module()).isEqualTo(bundle.module());
            assertThat(sealed.generation()).isEqualTo(bundle.generation());
            assertThat(sealed.key()).isEqualTo(serial);
            assertRefused(
                    Refusal.BAD_SIGNATURE,
                    () -> SyncBundle.Up.open(sealed, module, moduleSigns.publicKey(), TEST));
        }
    }

    @Test
    void whatGoesDownIsOpenedByTheModuleAlone() throws BundleRefused {
        var sealed = SealedBundle.parse(sealedDown(down).encoded());

        assertThat(opened(sealed, module)).isEqualTo(down);
        assertThat(sealed.key()).isEqualTo(new KeySerial(0));
        assertRefused(Refusal.BAD_SIGNATURE, () -> opened(sealed, platform));
    }

    @Test
    void everySingleBitFlipOfTheSealedFormIsRefused() {
        var encoded = sealedUp(up).encoded();

        for (int bit = 0; bit < 8 * encoded.length(); bit++) {
            var altered = encoded.toArray();
            altered[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatExceptionOfType(BundleRefused.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> openUp(Bytes.of(altered)));
        }
    }

    @Test
    void everyTruncatedLengthIsRefused() {
        var encoded = sealedUp(up).encoded();

        for (int length = 0; length < encoded.length(); length++) {
            var cut = encoded.first(length);

            assertThatExceptionOfType(BundleRefused.class).isThrownBy(() -> openUp(cut));
        }
    }

    @Test
    void anotherVersionIsNamedAndOtherFormsAreMalformed() {
        var encoded = sealedUp(up).encoded();

        assertThatExceptionOfType(BundleRefused.class)
                .isThrownBy(() -> SealedBundle.parse(with(encoded, 0, 2)))
                .withMessageContaining("version 2")
                .satisfies(refused ->
                        assertThat(refused.reason()).isEqualTo(Refusal.UNSUPPORTED_VERSION));
        for (int direction : new int[] {0, 3, 255}) {
            var other = with(encoded, 1, direction);
            assertRefused(Refusal.MALFORMED, () -> SealedBundle.parse(other));
        }
        assertRefused(Refusal.MALFORMED, () -> SealedBundle.parse(Bytes.EMPTY));
        var tooLong = with(Bytes.of(new byte[SealedBundle.MAX_LENGTH + 1]), 0, 1);
        assertRefused(Refusal.MALFORMED, () -> SealedBundle.parse(tooLong));
    }

    @Test
    void aBundleOfAnotherDirectionModuleOrGenerationIsRefusedByName() {
        var sealed = sealedDown(down);
        var another = new Generation((down.generation().value() + 1) % 256);

        assertRefused(
                Refusal.MISMATCH,
                () -> sealed.requireFor(Direction.UP, down.module(), down.generation()));
        assertRefused(
                Refusal.WRONG_MODULE,
                () -> sealed.requireFor(Direction.DOWN, samples.module(), down.generation()));
        assertRefused(
                Refusal.SUPERSEDED,
                () -> sealed.requireFor(Direction.DOWN, down.module(), another));
        assertRefused(
                Refusal.MISMATCH,
                () -> SyncBundle.Up.open(sealed, module, platformSigns.publicKey(), TEST));
        assertRefused(Refusal.MISMATCH, () -> opened(sealedUp(up), platform));
    }

    @Test
    void aBundleSealedUnderAnotherModulesNameIsRefused() {
        var signed = up.sign(moduleSigns, TEST);
        var other = samples.module();
        var sealed = SealedBundle.up(other, up.generation(), signed, serial, platform.publicKey());

        assertRefused(Refusal.MISMATCH, () -> openUp(sealed.encoded()));
    }

    @Test
    void whatSomebodyElseSignedIsNotBelieved() {
        var signed = up.sign(samples.keys().ed25519(), TEST);
        var sealed =
                SealedBundle.up(up.module(), up.generation(), signed, serial, platform.publicKey());
        var elsewhere = up.sign(moduleSigns, new Environment("prod"));
        var foreign =
                SealedBundle.up(
                        up.module(), up.generation(), elsewhere, serial, platform.publicKey());

        assertRefused(Refusal.BAD_SIGNATURE, () -> openUp(sealed.encoded()));
        assertRefused(Refusal.BAD_SIGNATURE, () -> openUp(foreign.encoded()));
    }

    @Test
    void aBundleThatGoesUpIsNoneThatGoesDown() {
        var signed = up.sign(platformSigns, TEST);
        var sealed = SealedBundle.down(up.module(), up.generation(), signed, module.publicKey());

        assertRefused(Refusal.MALFORMED, () -> opened(sealed, module));
    }

    @Test
    void anUnknownSyncKeyIsNamedAndMayBeBroughtByTheBundle() throws BundleRefused {
        var cert = BundleItem.of(DownKind.KEYCERT, samples.bytes(130));
        var bundle = new SyncBundle.Down(samples.module(), samples.generation(), List.of(cert));
        var sealed = sealedDown(bundle);

        assertRefused(
                Refusal.UNKNOWN_ISSUER,
                () -> SyncBundle.Down.open(sealed, module, (s, c) -> Optional.empty(), TEST));
        var opened =
                SyncBundle.Down.open(
                        sealed,
                        module,
                        (signer, certs) ->
                                signer.equals(serial) && certs.contains(cert.content())
                                        ? Optional.of(platformSigns.publicKey())
                                        : Optional.empty(),
                        TEST);
        assertThat(opened).isEqualTo(bundle);
    }

    @Test
    void nonsenseInsideAGenuineSealIsMalformed() {
        var header =
                Bytes.concat(
                        Bytes.of((byte) 1, (byte) 1),
                        up.module().value(),
                        up.generation().bytes(),
                        serial.bytes());
        var context = Bytes.concat(Bytes.utf8("coinless/1/bundle"), header.slice(1, 9));
        var sealed = platform.publicKey().seal(context, header, samples.bytes(200));

        assertRefused(Refusal.MALFORMED, () -> openUp(encoded(header, sealed)));
    }

    @Test
    void aBundleIsFilledToTheLengthAsked() throws BundleRefused {
        var receipt = BundleItem.of(UpKind.RECEIPT, samples.bytes(330));
        var many = Collections.nCopies(500, receipt);

        for (int max : new int[] {SealedBundle.MAX_RADIO_LENGTH, SealedBundle.MAX_LENGTH}) {
            var fitting = SyncBundle.fitting(many, max);
            var bundle = new SyncBundle.Up(up.module(), up.generation(), up.held(), fitting);
            var encoded = sealedUp(bundle).encoded();

            assertThat(encoded.length()).isBetween(max - 2 * 330 - 3 * 500, max);
            assertThat(openUp(encoded)).isEqualTo(bundle);
        }
        assertThat(SyncBundle.fitting(many, 100)).isEmpty();
        var small = BundleItem.of(UpKind.HEALTH, Bytes.EMPTY);
        assertThat(SyncBundle.fitting(Collections.nCopies(3000, small), SealedBundle.MAX_LENGTH))
                .hasSize(SyncBundle.MAX_ITEMS);
    }

    @Test
    void aBundleTooLongIsNotSealed() {
        var item = BundleItem.of(UpKind.RECEIPT, samples.bytes(SyncBundle.MAX_ITEM));
        var bundle =
                new SyncBundle.Up(
                        up.module(), up.generation(), up.held(), Collections.nCopies(6, item));

        assertThatIllegalArgumentException().isThrownBy(() -> sealedUp(bundle));
    }

    @Test
    void everyItemOfUnknownKindComesThrough() throws BundleRefused {
        var later = new BundleItem(200, samples.bytes(5));
        var bundle = new SyncBundle.Up(up.module(), up.generation(), up.held(), List.of(later));

        assertThat(openUp(sealedUp(bundle).encoded()).items()).containsExactly(later);
        assertThat(UpKind.of(200)).isEmpty();
        assertThat(DownKind.of(200)).isEmpty();
    }

    private SealedBundle sealedUp(SyncBundle.Up bundle) {
        return SealedBundle.up(
                bundle.module(),
                bundle.generation(),
                bundle.sign(moduleSigns, TEST),
                serial,
                platform.publicKey());
    }

    private SealedBundle sealedDown(SyncBundle.Down bundle) {
        return SealedBundle.down(
                bundle.module(),
                bundle.generation(),
                bundle.sign(serial, platformSigns, TEST),
                module.publicKey());
    }

    private SyncBundle.Up openUp(Bytes encoded) throws BundleRefused {
        return SyncBundle.Up.open(
                SealedBundle.parse(encoded), platform, moduleSigns.publicKey(), TEST);
    }

    private SyncBundle.Down opened(SealedBundle sealed, SealPrivateKey key) throws BundleRefused {
        return SyncBundle.Down.open(
                sealed, key, (s, c) -> Optional.of(platformSigns.publicKey()), TEST);
    }

    private static Bytes encoded(Bytes header, Sealed sealed) {
        return Bytes.concat(header, sealed.encapsulated(), sealed.ciphertext());
    }

    private static Bytes with(Bytes bytes, int at, int value) {
        var altered = bytes.toArray();
        altered[at] = (byte) value;
        return Bytes.of(altered);
    }

    private interface Attempt {
        void run() throws BundleRefused;
    }

    private static void assertRefused(Refusal reason, Attempt attempt) {
        assertThatExceptionOfType(BundleRefused.class)
                .isThrownBy(attempt::run)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
