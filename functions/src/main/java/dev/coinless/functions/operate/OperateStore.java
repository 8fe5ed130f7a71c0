package dev.coinless.functions.operate;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;

/// What operators' decisions read and write.
public interface OperateStore {

    Optional<PaymentModule> module(ModuleId id);

    Progress progress(ModuleId module);

    ModuleControl control(ModuleId module);

    /// Writes the control if the stored one still has the version before.
    Write put(ModuleControl next);

    Denylist denylist();

    /// Writes the denylist if the stored one still has the version before.
    Write put(Denylist next);
}
