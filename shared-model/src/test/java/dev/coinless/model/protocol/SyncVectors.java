package dev.coinless.model.protocol;

import static dev.coinless.model.protocol.GoldenVectors.generation;
import static dev.coinless.model.protocol.GoldenVectors.module;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.money.Currencies;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sync.BundleId;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.BundlePart;
import dev.coinless.model.sync.BundlePull;
import dev.coinless.model.sync.BundleRefused;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.SealedBundle;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.sync.Version;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes the outputs of the vectors of bundles and what travels in them.
final class SyncVectors {
    private SyncVectors() {}

    static Envelope signed(Vector vector, ProtocolPage page) {
        var key = SignedVectors.key(vector);
        var environment = SignedVectors.environment(vector);
        return switch (vector.text("type")) {
            case "CONFIG" -> config(vector).sign(serial(vector), key, environment);
            case "DENYLIST" -> denylist(vector).sign(serial(vector), key, environment);
            case "BUNDLE" ->
                    vector.text("direction").equals("UP")
                            ? up(vector, page).sign(key, environment)
                            : down(vector, page).sign(serial(vector), key, environment);
            case String other -> throw new AssertionError("not of a bundle: " + other);
        };
    }

    /// HPKE draws a fresh key for each seal, so the sealed form is the input.
    static Map<String, String> opened(Vector vector) {
        try {
            var sealed = SealedBundle.parse(vector.bytes("sealed"));
            var key = new SealPrivateKey(vector.bytes("seal-private"));
            var signer = new Ed25519PublicKey(vector.bytes("signer"));
            var environment = SignedVectors.environment(vector);
            var bundle =
                    switch (sealed.direction()) {
                        case UP -> SyncBundle.Up.open(sealed, key, signer, environment);
                        case DOWN ->
                                SyncBundle.Down.open(
                                        sealed,
                                        key,
                                        (serial, certs) -> java.util.Optional.of(signer),
                                        environment);
                    };
            return GoldenVectors.outputs(
                    "direction", sealed.direction().name(),
                    "module", sealed.module().toString(),
                    "generation", sealed.generation().toString(),
                    "key", sealed.key().toString(),
                    "bundle-id", BundleId.of(vector.bytes("sealed")).toString(),
                    "item-count", "" + bundle.items().size());
        } catch (BundleRefused e) {
            throw new AssertionError(e);
        }
    }

    static Bytes pull(Vector vector) {
        return new BundlePull(
                        new BundleId(vector.bytes("bundle-id")),
                        (int) vector.number("offset"),
                        (int) vector.number("max"))
                .encoded();
    }

    static Bytes part(Vector vector, ProtocolPage page) {
        var sealed = page.vector(vector.text("bundle").substring(1)).bytes("sealed");
        return BundlePart.cut(sealed, (int) vector.number("offset"), (int) vector.number("length"))
                .encoded();
    }

    private static SyncBundle.Up up(Vector vector, ProtocolPage page) {
        var serials = vector.text("held-serials").split(" ");
        var newest = new EnumMap<KeyUsage, KeySerial>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            newest.put(usage, new KeySerial(Long.parseLong(serials[usage.number()])));
        }
        return new SyncBundle.Up(
                module(vector),
                generation(vector),
                new Held(
                        new Sequence(vector.number("held-sequence")),
                        newest,
                        new Version(vector.number("held-denylist")),
                        new Version(vector.number("held-config")),
                        vector.number("held-header")),
                items(vector, page, name -> UpKind.valueOf(name).number()));
    }

    private static SyncBundle.Down down(Vector vector, ProtocolPage page) {
        return new SyncBundle.Down(
                module(vector),
                generation(vector),
                items(vector, page, name -> DownKind.valueOf(name).number()));
    }

    /// `KIND@vector` each.
    private static List<BundleItem> items(
            Vector vector, ProtocolPage page, Function<String, Integer> kinds) {
        return words(vector, "items")
                .map(each -> each.split("@"))
                .map(each ->
                        new BundleItem(kinds.apply(each[0]), page.vector(each[1]).output("signed")))
                .toList();
    }

    private static ModuleConfig config(Vector vector) {
        return new ModuleConfig(
                module(vector),
                version(vector),
                Currencies.ofNumber((int) vector.number("currency")).orElseThrow(),
                words(vector, "settings")
                        .map(each -> each.split("="))
                        .collect(
                                Collectors.toMap(
                                        each -> ModuleSetting.ofLabel(each[0]).orElseThrow(),
                                        each -> Long.parseLong(each[1]))),
                words(vector, "prices")
                        .map(each -> each.split("="))
                        .collect(
                                Collectors.toMap(
                                        each -> Integer.parseInt(each[0]),
                                        each -> Long.parseLong(each[1]))));
    }

    private static Denylist denylist(Vector vector) {
        return new Denylist(
                version(vector),
                words(vector, "keys")
                        .map(each -> each.split("/"))
                        .map(each ->
                                new RevokedKey(
                                        KeyUsage.valueOf(each[0]),
                                        new KeySerial(Long.parseLong(each[1]))))
                        .collect(Collectors.toSet()),
                words(vector, "subjects").map(Bytes::fromHex).collect(Collectors.toSet()));
    }

    private static java.util.stream.Stream<String> words(Vector vector, String name) {
        return Arrays.stream(vector.text(name).split(" "));
    }

    private static Version version(Vector vector) {
        return new Version(vector.number("version"));
    }

    private static KeySerial serial(Vector vector) {
        return new KeySerial(vector.number("serial"));
    }
}
