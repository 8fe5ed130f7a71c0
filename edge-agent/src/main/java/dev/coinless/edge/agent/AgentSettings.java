package dev.coinless.edge.agent;

import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import java.time.Duration;
import java.util.Optional;

/// What the agent needs of the module's settings.
///
/// @param selectionFirst whether a selection without a session opens a REQUEST
public record AgentSettings(BeaconSettings beacon, VendTimeouts timeouts, boolean selectionFirst) {

    /// These settings, but for what the operator has set from afar: that counts, because it can be
    /// seen and mended from afar. What it does not name is as in the module's own file.
    AgentSettings with(ModuleConfig config) {
        var rotation = seconds(config, ModuleSetting.CODE_ROTATION, beacon.rotation());
        return new AgentSettings(
                new BeaconSettings(beacon.company(), rotation, priceHint(config), beacon.txPower()),
                new VendTimeouts(
                        seconds(config, ModuleSetting.TIMEOUT_OPENING, timeouts.opening()),
                        seconds(config, ModuleSetting.TIMEOUT_SESSION, timeouts.idle()),
                        seconds(config, ModuleSetting.TIMEOUT_VEND, timeouts.vending()),
                        seconds(config, ModuleSetting.TIMEOUT_REQUEST, timeouts.request())),
                selectionFirst);
    }

    /// The hint that is set, else the lowest of the prices that are, if it fits.
    private int priceHint(ModuleConfig config) {
        var lowest =
                config.prices().values().stream()
                        .filter(price -> price <= ModuleSetting.PRICE_HINT.max())
                        .min(Long::compare);
        return Optional.ofNullable(config.settings().get(ModuleSetting.PRICE_HINT))
                .or(() -> lowest)
                .map(Long::intValue)
                .orElse(beacon.priceHint());
    }

    private static Duration seconds(ModuleConfig config, ModuleSetting setting, Duration own) {
        return Optional.ofNullable(config.settings().get(setting))
                .map(Duration::ofSeconds)
                .orElse(own);
    }
}
