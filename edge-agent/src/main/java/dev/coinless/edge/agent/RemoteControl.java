package dev.coinless.edge.agent;

import dev.coinless.edge.log.Stage;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.sync.RemoteConfig;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.sync.ModuleConfig;
import dev.coinless.model.sync.ModuleSetting;
import java.util.Optional;

/// Applies what the operator has set from afar, between sales.
final class RemoteControl {

    private final AgentSettings own;
    private final RemoteConfig config;
    private final Beacon beacon;
    private final Till till;
    private final StageLog log;
    private Optional<ModuleConfig> applied = Optional.empty();

    /// Nothing is applied yet.
    ///
    /// @param own the settings of the module's own file
    RemoteControl(AgentSettings own, RemoteConfig config, Beacon beacon, Till till, StageLog log) {
        this.own = own;
        this.config = config;
        this.beacon = beacon;
        this.till = till;
        this.log = log;
    }

    void tick() {
        var newest = config.current();
        if (newest.isEmpty() || newest.equals(applied) || !till.isIdle()) {
            return;
        }
        var settings = own.with(newest.get());
        beacon.use(settings.beacon());
        till.use(settings.timeouts());
        applied = newest;
        log.say(
                Stage.START,
                "configured version=%s settings=%s prices=%d"
                        .formatted(
                                newest.get().version(),
                                newest.get().settings().keySet().stream()
                                        .map(ModuleSetting::label)
                                        .sorted()
                                        .toList(),
                                newest.get().prices().size()));
    }

    /// The highest cap that the gate takes, in minor units.
    long capLimit() {
        return applied.map(it -> it.settings().get(ModuleSetting.CAP_LIMIT)).orElse(Grant.MAX_CAP);
    }
}
