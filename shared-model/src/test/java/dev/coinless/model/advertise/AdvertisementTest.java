package dev.coinless.model.advertise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.wire.Malformed;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdvertisementTest {
    private static final int ROUNDS = 500;
    private static final int COMPANY = LegacyAdvertising.DEVELOPMENT_COMPANY;

    private final Samples samples = new Samples(Seed.random());

    @Test
    void whatIsBroadcastIsReadAgainAndFitsLegacyAdvertising() throws Malformed {
        assertThat(LegacyAdvertising.advertisingData().length())
                .isLessThanOrEqualTo(LegacyAdvertising.MAX_LENGTH);
        for (int i = 0; i < ROUNDS; i++) {
            var advertisement = advertisement();
            int company = samples.random().nextInt(0x10000);
            var response = LegacyAdvertising.scanResponse(company, advertisement);

            assertThat(advertisement.encoded().length()).isEqualTo(Advertisement.LENGTH);
            assertThat(Advertisement.decode(advertisement.encoded())).isEqualTo(advertisement);
            assertThat(response.length()).isLessThanOrEqualTo(LegacyAdvertising.MAX_LENGTH);
            assertThat(LegacyAdvertising.decode(company, response)).contains(advertisement);
            assertThat(LegacyAdvertising.decode(company ^ 0x0100, response)).isEmpty();
        }
    }

    @Test
    void theAdvertisingDataIsThatOfTheCoreSpecificationSupplement() {
        assertThat(LegacyAdvertising.advertisingData().hex())
                .isEqualTo("020106" + "1107" + "0000011c5a0e2f9d3d4a551e15c01c7b");
    }

    @Test
    void whatIsNotOursIsPassedOver() throws Malformed {
        var ours = LegacyAdvertising.scanResponse(COMPANY, advertisement());
        var name = Bytes.concat(Bytes.fromHex("0409"), Bytes.utf8("abc"));

        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.EMPTY)).isEmpty();
        assertThat(LegacyAdvertising.decode(COMPANY, name)).isEmpty();
        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.concat(name, ours))).isPresent();
        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.fromHex("00"))).isEmpty();
        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.fromHex("ff"))).isEmpty();
        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.fromHex("01ff"))).isEmpty();
        assertThat(LegacyAdvertising.decode(COMPANY, Bytes.fromHex("02ffff"))).isEmpty();
        for (int length = 0; length < ours.length(); length++) {
            assertThat(LegacyAdvertising.decode(COMPANY, ours.first(length))).isEmpty();
        }
    }

    @Test
    void randomBytesNeverThrowAnythingButMalformed() {
        int malformed = 0;
        for (int i = 0; i < 20 * ROUNDS; i++) {
            var noise = samples.bytes(samples.random().nextInt(40)).toArray();
            if (noise.length > 3) {
                noise[0] = (byte) (3 + samples.random().nextInt(28));
                noise[1] = noise[2] = noise[3] = (byte) 0xFF;
            }
            try {
                LegacyAdvertising.decode(COMPANY, Bytes.of(noise));
            } catch (Malformed expected) {
                malformed++;
            }
        }
        assertThat(malformed).isPositive();
    }

    @Test
    void anotherVersionOrLengthIsMalformed() {
        var encoded = advertisement().encoded();

        for (int version = 0; version < 256; version++) {
            var other = encoded.toArray();
            other[0] = (byte) version;
            if (version != Advertisement.VERSION) {
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> Advertisement.decode(Bytes.of(other)))
                        .withMessageContaining("update the app");
            }
        }
        for (int length = 0; length < 30; length++) {
            if (length != Advertisement.LENGTH) {
                var other = Bytes.of(Arrays.copyOf(encoded.toArray(), length));
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> Advertisement.decode(other));
            }
        }
    }

    @Test
    void unknownFlagsAreIgnored() throws Malformed {
        var advertisement = advertisement();
        var more = advertisement.encoded().toArray();
        more[1] |= (byte) 0xF0;

        assertThat(Advertisement.decode(Bytes.of(more))).isEqualTo(advertisement);
    }

    @Test
    void valuesOutsideTheirFieldsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> advertisement(65536, 0))
                .withMessage("price hint must be 0..65535, not 65536");
        assertThatIllegalArgumentException().isThrownBy(() -> advertisement(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> advertisement(0, 128));
        assertThatIllegalArgumentException().isThrownBy(() -> advertisement(0, -129));
    }

    @Test
    void infoIsReadAgainAndAnyOtherLengthIsMalformed() throws Malformed {
        for (int i = 0; i < ROUNDS; i++) {
            var newest = new EnumMap<KeyUsage, dev.coinless.model.id.KeySerial>(KeyUsage.class);
            for (var usage : KeyUsage.values()) {
                newest.put(usage, samples.serial());
            }
            var status = new ModuleStatus(advertisement(), samples.bytes(16), newest);

            assertThat(status.encoded().length()).isEqualTo(ModuleStatus.LENGTH);
            assertThat(ModuleStatus.decode(status.encoded())).isEqualTo(status);
        }
        var bare = new ModuleStatus(advertisement(), samples.bytes(16), Map.of());
        assertThat(ModuleStatus.decode(bare.encoded()).serialOf(KeyUsage.SYNC).value()).isZero();
        for (int length = 0; length < 80; length++) {
            if (length != ModuleStatus.LENGTH) {
                var other = Bytes.of(Arrays.copyOf(bare.encoded().toArray(), length));
                assertThatExceptionOfType(Malformed.class)
                        .isThrownBy(() -> ModuleStatus.decode(other));
            }
        }
    }

    private Advertisement advertisement() {
        return advertisement(
                (int) samples.upTo(65535), samples.random().nextInt(256) + Byte.MIN_VALUE);
    }

    private Advertisement advertisement(int priceHint, int txPower) {
        Set<Advertisement.Flag> flags =
                Arrays.stream(Advertisement.Flag.values())
                        .filter(flag -> samples.random().nextBoolean())
                        .collect(Collectors.toSet());
        return new Advertisement(flags, samples.module(), samples.code(), priceHint, txPower);
    }
}
