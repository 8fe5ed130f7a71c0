package dev.coinless.functions.module;

import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.ModuleSetting;
import dev.coinless.model.sync.Version;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an operator has decided about a module since it was enrolled: its configuration, and
/// whether it may sell.
///
/// Not part of [PaymentModule]: that holds the keys its receipts are believed by, and only
/// enrolment may write those.
///
/// @param version of this record; each change makes the next, 0 is not stored yet
/// @param config version of settings and prices, 0 if there are none
/// @param prices replace those of the enrolment, if `config` is above 0
/// @param outOfService why it may not sell; empty if it may
public record ModuleControl(
        ModuleId module,
        long version,
        Version config,
        Map<ModuleSetting, Long> settings,
        Map<Integer, Long> prices,
        Optional<OutOfService> outOfService) {

    /// Why a module may not sell, up to a generation: enrolling it again brings it back.
    public record OutOfService(Reason reason, Generation upTo) {}

    /// The reasons.
    public enum Reason {
        /// Its operator wants it looked at; it can be released.
        QUARANTINED,
        /// It is gone for good; what it still reports is settled.
        DECOMMISSIONED
    }

    public ModuleControl {
        settings = Map.copyOf(settings);
        prices = Map.copyOf(prices);
    }

    public static ModuleControl none(ModuleId module) {
        return new ModuleControl(module, 0, Version.NONE, Map.of(), Map.of(), Optional.empty());
    }

    /// Why this generation may not sell.
    public Optional<Reason> outOfService(Generation generation) {
        return outOfService
                .filter(out -> generation.compareTo(out.upTo()) <= 0)
                .map(OutOfService::reason);
    }

    public ModuleControl with(Optional<OutOfService> next) {
        return new ModuleControl(module, version + 1, config, settings, prices, next);
    }

    /// With a new configuration.
    public ModuleControl configured(
            Map<ModuleSetting, Long> nextSettings, Map<Integer, Long> nextPrices) {
        return new ModuleControl(
                module, version + 1, config.next(), nextSettings, nextPrices, outOfService);
    }

    /// The prices in force for the module.
    public Map<Integer, Long> pricesOf(PaymentModule enrolled) {
        return config.equals(Version.NONE) ? enrolled.prices() : prices;
    }

    /// These settings with changes; a change without a value takes the setting away.
    public Map<ModuleSetting, Long> settingsWith(Map<ModuleSetting, Optional<Long>> changes) {
        Map<ModuleSetting, Long> merged = new EnumMap<>(ModuleSetting.class);
        merged.putAll(settings);
        changes.forEach((setting, value) ->
                value.ifPresentOrElse(it -> merged.put(setting, it), () -> merged.remove(setting)));
        return merged;
    }

    /// Prices with changes; a change without a value takes the price away.
    public static Map<Integer, Long> changed(
            Map<Integer, Long> prices, Map<Integer, Optional<Long>> changes) {
        var merged = new HashMap<>(prices);
        changes.forEach((item, value) ->
                value.ifPresentOrElse(it -> merged.put(item, it), () -> merged.remove(item)));
        return merged;
    }
}
