package dev.coinless.model.samples;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.receipt.VendedItem;
import dev.coinless.model.sync.BundleItem;
import dev.coinless.model.sync.Denylist;
import dev.coinless.model.sync.DownKind;
import dev.coinless.model.sync.Held;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.RevokedKey;
import dev.coinless.model.sync.SyncBundle;
import dev.coinless.model.sync.UpKind;
import dev.coinless.model.sync.Version;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Bundles, configurations and denylists with random content.
public record SyncSamples(Samples samples) {
    private static final int FEW = 4;

    public SyncBundle.Up up() {
        return new SyncBundle.Up(
                samples.module(),
                samples.generation(),
                held(),
                few(() -> BundleItem.of(samples.oneOf(UpKind.values()), content())));
    }

    public SyncBundle.Down down() {
        return new SyncBundle.Down(
                samples.module(),
                samples.generation(),
                few(() -> BundleItem.of(samples.oneOf(DownKind.values()), content())));
    }

    public Held held() {
        Map<KeyUsage, KeySerial> newest = new EnumMap<>(KeyUsage.class);
        for (var usage : KeyUsage.values()) {
            newest.put(usage, samples.serial());
        }
        return new Held(
                new Sequence(samples.upTo(Sequence.MAX)),
                newest,
                version(),
                version(),
                samples.upTo((1L << 53) - 1));
    }

    public Version version() {
        return new Version(samples.upTo(Version.MAX));
    }

    public ModuleConfig config() {
        var settings = new EnumMap<ModuleSetting, Long>(ModuleSetting.class);
        for (var setting : ModuleSetting.values()) {
            if (samples.random().nextBoolean()) {
                settings.put(setting, setting.min() + samples.upTo(setting.max() - setting.min()));
            }
        }
        var prices = new HashMap<Integer, Long>();
        for (int i = samples.random().nextInt(FEW); i > 0; i--) {
            prices.put((int) samples.upTo(VendedItem.MAX_ITEM), samples.upTo(Grant.MAX_CAP));
        }
        return new ModuleConfig(
                samples.module(), version(), samples.money().currency(), settings, prices);
    }

    public Denylist denylist() {
        Set<RevokedKey> keys =
                few(() -> new RevokedKey(samples.oneOf(KeyUsage.values()), samples.serial()))
                        .stream()
                        .collect(Collectors.toSet());
        return new Denylist(
                version(), keys, Set.copyOf(few(() -> samples.bytes(Denylist.SUBJECT_LENGTH))));
    }

    private Bytes content() {
        return samples.bytes(samples.random().nextInt(40));
    }

    private <T> List<T> few(Supplier<T> each) {
        return Stream.generate(each).limit(samples.random().nextInt(FEW)).toList();
    }
}
