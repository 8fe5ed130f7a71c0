package dev.coinless.functions.io.table;

import dev.coinless.functions.enrol.ModuleStore;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.ModuleId;
import java.util.Optional;

/// Modules in the table.
public final class DynamoModules implements ModuleStore {

    private final Table table;

    public DynamoModules(Table table) {
        this.table = table;
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return table.find(ModuleItems.MODULES, ModuleItems.moduleKey(id));
    }

    @Override
    public Write put(PaymentModule next) {
        var condition =
                next.version() == 1
                        ? Conditions.ABSENT
                        : Conditions.version(ModuleItems.VERSION, next.version() - 1);
        return table.put(ModuleItems.MODULES, next, condition);
    }
}
