package dev.coinless.functions.sync;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;

/// What answering a bundle needs to read, and where bad items are put aside.
public interface SyncStore {

    Optional<PaymentModule> module(ModuleId id);

    /// What the operator has decided about it; [ModuleControl#none] if nothing.
    ModuleControl control(ModuleId module);

    Progress progress(ModuleId module);

    Denylist denylist();

    /// Keeps a bad item; the same one again changes nothing.
    void putAside(BadItem item);
}
