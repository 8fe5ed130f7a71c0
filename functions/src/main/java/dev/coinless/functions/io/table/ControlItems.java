package dev.coinless.functions.io.table;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.ModuleControl.OutOfService;
import dev.coinless.functions.module.ModuleControl.Reason;
import dev.coinless.functions.sync.BadItem;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.Version;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How what operators decide looks in the table, and what was put aside for them.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | control of a module | `C#<module>` | `C` |
/// | denylist | `D#` | `D` |
/// | item of a bundle that is no good | `Q#<module>#<generation>` | its hash |
final class ControlItems {

    private static final String CONTROL = "C#";
    private static final String DENYLIST = "D#";
    static final String ASIDE = "Q#";
    private static final String VERSION = "ver";

    /// Enough to tell two objects apart, in bytes.
    private static final int HASH = 16;

    static final TableSchema<ModuleControl> CONTROLS =
            Schema.of(ModuleControl.class, ControlItems::control)
                    .key(control -> CONTROL + control.module(), _ -> "C")
                    .number(VERSION, ModuleControl::version)
                    .number("cfg", control -> control.config().value())
                    .numberMap("set", control -> named(control.settings()))
                    .numberMap("prc", control -> texts(control.prices()))
                    .text(
                            "out",
                            control ->
                                    control.outOfService()
                                            .map(it -> it.reason().name())
                                            .orElse(null))
                    .number(
                            "upt",
                            control ->
                                    control.outOfService()
                                            .map(it -> (long) it.upTo().value())
                                            .orElse(null))
                    .build();

    static final TableSchema<Denylist> DENYLISTS =
            Schema.of(Denylist.class, ControlItems::denylist)
                    .key(_ -> DENYLIST, _ -> "D")
                    .number(VERSION, list -> list.version().value())
                    .texts("key", ControlItems::revokedKeys)
                    .texts(
                            "sbj",
                            list ->
                                    new TreeSet<>(list.subjects())
                                            .stream().map(Bytes::hex).toList())
                    .build();

    static final TableSchema<BadItem> BAD_ITEMS =
            Schema.of(BadItem.class, ControlItems::badItem)
                    .key(
                            bad -> ASIDE + bad.module() + "#" + bad.generation(),
                            bad -> bad.item().content().sha256().first(HASH).hex())
                    .number("knd", bad -> (long) bad.item().kind())
                    .bytes("itm", bad -> bad.item().content())
                    .text("why", BadItem::reason)
                    .number(AccountItems.TIME_TO_LIVE, bad -> bad.until().getEpochSecond())
                    .build();

    private ControlItems() {}

    static Key controlKey(ModuleId module) {
        return AccountItems.key(CONTROL + module, "C");
    }

    static Key denylistKey() {
        return AccountItems.key(DENYLIST, "D");
    }

    private static Map<String, Long> named(Map<ModuleSetting, Long> settings) {
        var named = new TreeMap<String, Long>();
        settings.forEach((setting, value) -> named.put(setting.label(), value));
        return named;
    }

    private static Map<String, Long> texts(Map<Integer, Long> prices) {
        var texts = new TreeMap<String, Long>();
        prices.forEach((item, price) -> texts.put(item.toString(), price));
        return texts;
    }

    private static List<String> revokedKeys(Denylist list) {
        return new TreeSet<>(list.keys())
                .stream().map(each -> each.usage() + "/" + each.serial()).toList();
    }

    private static ModuleControl control(Values v) {
        var settings = new EnumMap<ModuleSetting, Long>(ModuleSetting.class);
        v.<Long>map("set")
                .forEach((label, value) ->
                        settings.put(ModuleSetting.ofLabel(label).orElseThrow(), value));
        var prices = new HashMap<Integer, Long>();
        v.<Long>map("prc").forEach((item, price) -> prices.put(Integer.valueOf(item), price));
        return new ModuleControl(
                ModuleId.fromHex(v.keyAfter(CONTROL)),
                v.number(VERSION),
                new Version(v.number("cfg")),
                settings,
                prices,
                v.has("out")
                        ? Optional.of(
                                new OutOfService(
                                        Reason.valueOf(v.text("out")),
                                        new Generation((int) v.number("upt"))))
                        : Optional.empty());
    }

    private static Denylist denylist(Values v) {
        Set<RevokedKey> keys =
                v.<String>list("key").stream()
                        .map(each -> each.split("/"))
                        .map(each ->
                                new RevokedKey(
                                        KeyUsage.valueOf(each[0]),
                                        new KeySerial(Long.parseLong(each[1]))))
                        .collect(Collectors.toSet());
        Set<Bytes> subjects =
                v.<String>list("sbj").stream().map(Bytes::fromHex).collect(Collectors.toSet());
        return new Denylist(new Version(v.number(VERSION)), keys, subjects);
    }

    private static BadItem badItem(Values v) {
        var name = v.keyAfter(ASIDE);
        int hash = name.indexOf('#');
        return new BadItem(
                ModuleId.fromHex(name.substring(0, hash)),
                new Generation(Integer.parseInt(name.substring(hash + 1))),
                new BundleItem((int) v.number("knd"), v.bytes("itm")),
                v.text("why"),
                java.time.Instant.ofEpochSecond(v.number(AccountItems.TIME_TO_LIVE)));
    }
}
