package dev.coinless.functions.enrol;

import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.ModuleId;
import java.util.Optional;

/// Where modules are kept.
public interface ModuleStore {

    Optional<PaymentModule> module(ModuleId id);

    /// Writes the module if the stored one still has the version before, or none exists for version
    /// 1.
    Write put(PaymentModule next);
}
