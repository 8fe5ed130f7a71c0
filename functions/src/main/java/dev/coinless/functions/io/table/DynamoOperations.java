package dev.coinless.functions.io.table;

import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.operate.OperateStore;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sync.Denylist;
import java.util.Optional;

/// What operators decide, in the table.
public final class DynamoOperations implements OperateStore {

    private final Table table;
    private final DynamoSync reads;

    public DynamoOperations(Table table) {
        this.table = table;
        this.reads = new DynamoSync(table);
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return reads.module(id);
    }

    @Override
    public Progress progress(ModuleId module) {
        return reads.progress(module);
    }

    @Override
    public ModuleControl control(ModuleId module) {
        return reads.control(module);
    }

    @Override
    public Write put(ModuleControl next) {
        return table.put(ControlItems.CONTROLS, next, Conditions.next(next.version()));
    }

    @Override
    public Denylist denylist() {
        return reads.denylist();
    }

    @Override
    public Write put(Denylist next) {
        return table.put(ControlItems.DENYLISTS, next, Conditions.next(next.version().value()));
    }
}
