package dev.coinless.model.sync;

import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// CONFIG: what an operator has set on one module. It holds all there is, not changes; a setting
/// that it does not name has the value of the module's own file.
///
/// @param version only a higher one than the module has applies, whatever its generation
/// @param prices minor units by item; shown by phones, the machine's own price counts
public record ModuleConfig(
        ModuleId module,
        Version version,
        Currency currency,
        Map<ModuleSetting, Long> settings,
        Map<Integer, Long> prices) {

    /// More than any machine has selections; bounds what a module must keep.
    public static final int MAX_PRICES = 512;

    /// As many settings as later versions may have; bounds the work.
    static final int MAX_SETTINGS = 64;

    private static final int FIELDS = 5;
    private static final long MAX_NUMBER = 255;

    public ModuleConfig {
        settings = Map.copyOf(settings);
        prices = Map.copyOf(prices);
        settings.forEach(ModuleConfig::requireAllowed);
        if (prices.size() > MAX_PRICES) {
            throw new IllegalArgumentException("at most %d prices".formatted(MAX_PRICES));
        }
        prices.forEach(ModuleConfig::requirePrice);
    }

    private static void requireAllowed(ModuleSetting setting, long value) {
        if (!setting.allows(value)) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d, not %d"
                            .formatted(setting.label(), setting.min(), setting.max(), value));
        }
    }

    private static void requirePrice(int item, long price) {
        if (item < 0 || item > VendedItem.MAX_ITEM || price < 0 || price > Grant.MAX_CAP) {
            throw new IllegalArgumentException(
                    "the price of item %d is out of range".formatted(item));
        }
    }

    /// Signs with the key of usage SYNC that has the given serial.
    public Envelope sign(KeySerial serial, Signer syncKey, Environment environment) {
        var values = new HashMap<Long, Item>();
        settings.forEach((setting, value) -> values.put((long) setting.number(), Item.of(value)));
        var priced = new HashMap<Long, Item>();
        prices.forEach((item, price) -> priced.put((long) item, Item.of(price)));
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        version.item(),
                        Item.of(currency.getNumericCode()),
                        new Item.IntMap(values),
                        new Item.IntMap(priced));
        return Envelope.sign(ObjectType.CONFIG, environment, serial.bytes(), claims, syncKey);
    }

    /// Reads the claims of a CONFIG envelope. Settings that this version does not know are left
    /// out, so that an older module goes on with what it understands.
    ///
    /// @throws Malformed if they are not those of a configuration
    public static ModuleConfig decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        KeySerial.decode(envelope.keyId());
        return new ModuleConfig(
                new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                Version.decode("config version", body.get(1)),
                Currencies.decode(body.get(2)),
                settings(body.get(3).entries("settings")),
                prices(body.get(4).entries("prices")));
    }

    private static Map<ModuleSetting, Long> settings(Map<Long, Item> entries) throws Malformed {
        requireAtMost(MAX_SETTINGS, "settings", entries);
        var settings = new EnumMap<ModuleSetting, Long>(ModuleSetting.class);
        for (var entry : entries.entrySet()) {
            Item.of(entry.getKey()).unsigned("a setting's number", MAX_NUMBER);
            long value = entry.getValue().unsigned("a setting's value", Grant.MAX_CAP);
            var setting = ModuleSetting.of(entry.getKey());
            if (setting.isPresent()) {
                if (!setting.get().allows(value)) {
                    throw new Malformed(setting.get().label() + " is out of its range");
                }
                settings.put(setting.get(), value);
            }
        }
        return settings;
    }

    private static Map<Integer, Long> prices(Map<Long, Item> entries) throws Malformed {
        requireAtMost(MAX_PRICES, "prices", entries);
        var prices = new HashMap<Integer, Long>();
        for (var entry : entries.entrySet()) {
            var item = Item.of(entry.getKey()).unsigned("item", VendedItem.MAX_ITEM);
            prices.put((int) item, entry.getValue().unsigned("price", Grant.MAX_CAP));
        }
        return prices;
    }

    private static void requireAtMost(int max, String name, Map<Long, Item> entries)
            throws Malformed {
        if (entries.size() > max) {
            throw new Malformed("at most %d %s".formatted(max, name));
        }
    }
}
