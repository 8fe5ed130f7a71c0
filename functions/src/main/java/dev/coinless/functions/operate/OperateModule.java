package dev.coinless.functions.operate;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.operate.DecideControl.Decision;
import dev.coinless.functions.operate.DecideControl.Wish;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.ModuleId;
import java.util.Optional;

/// Carries out what an operator wants of a module. The module learns a new configuration with its
/// next bundle.
public final class OperateModule {

    private final OperateStore store;
    private final Attempts attempts;

    public OperateModule(OperateStore store, Attempts attempts) {
        this.store = store;
        this.attempts = attempts;
    }

    /// Carries it out.
    public Decision operate(ModuleId module, String operator, Wish wish) {
        return attempts.until(() -> attempt(module, operator, wish));
    }

    private Optional<Decision> attempt(ModuleId module, String operator, Wish wish) {
        var before = store.control(module);
        var decision =
                DecideControl.decide(
                        wish, operator, store.module(module), before, store.progress(module));
        return switch (decision) {
            case Decision.Refused refused -> Optional.of(refused);
            case Decision.Accepted accepted -> written(before, accepted);
        };
    }

    private Optional<Decision> written(ModuleControl before, Decision.Accepted accepted) {
        return accepted.next().equals(before) || store.put(accepted.next()) == Write.WRITTEN
                ? Optional.of(accepted)
                : Optional.empty();
    }
}
