package dev.coinless.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// CONFIG and DENYLIST in forms that our own signer would never make.
class PlatformObjectsTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Samples samples = new Samples(Seed.random());
    private final Ed25519PrivateKey key = samples.keys().ed25519();
    private final KeySerial serial = samples.serial();

    @Test
    void aSettingOutOfItsRangeIsNamedAndOneOfALaterVersionIsLeftOut() throws Malformed {
        for (var setting : ModuleSetting.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config(Map.of(setting, setting.max() + 1), Map.of()))
                    .withMessageContaining(setting.label());
            assertThat(ModuleSetting.ofLabel(setting.label())).contains(setting);
        }
        var later = Map.<Long, Item>of(2L, Item.of(150), 255L, Item.of(7));
        var tooFast = Map.<Long, Item>of(1L, Item.of(4));

        assertThat(ModuleConfig.decode(configOf(later)).settings())
                .isEqualTo(Map.of(ModuleSetting.PRICE_HINT, 150L));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> ModuleConfig.decode(configOf(tooFast)))
                .withMessageContaining("code.rotation");
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> ModuleConfig.decode(configOf(Map.of(256L, Item.of(7)))));
    }

    @Test
    void pricesHaveALimitOfTheirNumberAndRange() throws Malformed {
        var most = prices(ModuleConfig.MAX_PRICES);
        var config = config(Map.of(), most);

        var read = ModuleConfig.decode(config.sign(serial, key, SignedSample.ENVIRONMENT));

        assertThat(read).isEqualTo(config);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(), prices(ModuleConfig.MAX_PRICES + 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(), Map.of(65536, 1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> config(Map.of(), Map.of(1, -1L)));
    }

    @Test
    void theLargestThatThePlatformSendsFitsOneBundleByRadio() {
        var keys =
                IntStream.range(0, Denylist.MAX_KEYS)
                        .mapToObj(i ->
                                new RevokedKey(KeyUsage.GRANT, new KeySerial(KeySerial.MAX - i)))
                        .collect(Collectors.toSet());
        var subjects =
                IntStream.range(0, Denylist.MAX_SUBJECTS)
                        .mapToObj(_ -> samples.bytes(16))
                        .collect(Collectors.toSet());
        var denylist = new Denylist(new Version(9), keys, subjects);
        var config = config(Map.of(), prices(ModuleConfig.MAX_PRICES));

        int both =
                denylist.sign(serial, key, SignedSample.ENVIRONMENT).encoded().length()
                        + config.sign(serial, key, SignedSample.ENVIRONMENT).encoded().length();

        // 16 KEYCERTs of 140 and an ACK of 160 bytes travel with them
        assertThat(both + 17 * 168 + SealedBundle.OVERHEAD)
                .isLessThan(SealedBundle.MAX_RADIO_LENGTH);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Denylist(new Version(1), Set.of(), tooMany()));
    }

    @Test
    void aDenylistRevokesWhatItNamesAlone() {
        var subject = samples.bytes(16);
        var denylist =
                new Denylist(
                        new Version(3),
                        Set.of(new RevokedKey(KeyUsage.GRANT, new KeySerial(7))),
                        Set.of(subject));

        assertThat(denylist.revokes(KeyUsage.GRANT, new KeySerial(7))).isTrue();
        assertThat(denylist.revokes(KeyUsage.GRANT, new KeySerial(8))).isFalse();
        assertThat(denylist.revokes(KeyUsage.SYNC, new KeySerial(7))).isFalse();
        assertThat(denylist.revokes(subject)).isTrue();
        assertThat(denylist.revokes(samples.bytes(16))).isFalse();
        assertThat(Denylist.none().version().isNewerThan(Version.NONE)).isFalse();
        assertThat(new Version(1).isNewerThan(Version.NONE)).isTrue();
    }

    @Test
    void aDenylistOutOfOrderOrWithAnEntryTwiceIsMalformed() throws Malformed {
        var low = Item.array(Item.of(0), Item.of(7));
        var high = Item.array(Item.of(2), Item.of(1));
        var none = Item.array();

        assertThat(Denylist.decode(denylistOf(Item.array(low, high), none)).keys()).hasSize(2);
        for (var keys : new Item[] {Item.array(high, low), Item.array(low, low)}) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> Denylist.decode(denylistOf(keys, none)));
        }
        var subject = Item.of(samples.bytes(16));
        var twice = Item.array(subject, subject);
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> Denylist.decode(denylistOf(none, twice)));
    }

    private ModuleConfig config(Map<ModuleSetting, Long> settings, Map<Integer, Long> prices) {
        return new ModuleConfig(samples.module(), new Version(1), EUR, settings, prices);
    }

    private static Map<Integer, Long> prices(int count) {
        var prices = new HashMap<Integer, Long>();
        for (int i = 0; i < count; i++) {
            prices.put(65535 - i, 99_999L);
        }
        return prices;
    }

    private Set<Bytes> tooMany() {
        return IntStream.rangeClosed(0, Denylist.MAX_SUBJECTS)
                .mapToObj(_ -> samples.bytes(16))
                .collect(Collectors.toSet());
    }

    private Envelope configOf(Map<Long, Item> settings) {
        return signed(
                ObjectType.CONFIG,
                Item.of(samples.module().value()),
                Item.of(1),
                Item.of(978),
                new Item.IntMap(settings),
                new Item.IntMap(Map.of()));
    }

    private Envelope denylistOf(Item keys, Item subjects) {
        return signed(ObjectType.DENYLIST, Item.of(1), keys, subjects);
    }

    private Envelope signed(ObjectType type, Item... body) {
        return Envelope.sign(
                type, SignedSample.ENVIRONMENT, serial.bytes(), Claims.body(body), key);
    }
}
