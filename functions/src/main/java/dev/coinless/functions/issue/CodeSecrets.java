package dev.coinless.functions.issue;

import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.id.ModuleId;

/// Derives the secret of a module's generation.
@FunctionalInterface
public interface CodeSecrets {

    ModuleSecret of(ModuleId module, PaymentModule.Enrolled generation);
}
