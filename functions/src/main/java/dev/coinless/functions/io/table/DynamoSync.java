package dev.coinless.functions.io.table;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.sync.BadItem;
import dev.coinless.functions.sync.SyncStore;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;

/// What answering a bundle reads, in the table.
public final class DynamoSync implements SyncStore {

    private final Table table;

    public DynamoSync(Table table) {
        this.table = table;
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return table.find(ModuleItems.MODULES, ModuleItems.moduleKey(id));
    }

    @Override
    public ModuleControl control(ModuleId module) {
        return table.find(ControlItems.CONTROLS, ControlItems.controlKey(module))
                .orElse(ModuleControl.none(module));
    }

    @Override
    public Progress progress(ModuleId module) {
        return table.find(ModuleItems.PROGRESS, ModuleItems.progressKey(module))
                .orElse(Progress.none(module));
    }

    @Override
    public Denylist denylist() {
        return table.find(ControlItems.DENYLISTS, ControlItems.denylistKey())
                .orElse(Denylist.none());
    }

    @Override
    public void putAside(BadItem item) {
        table.put(ControlItems.BAD_ITEMS, item);
    }
}
