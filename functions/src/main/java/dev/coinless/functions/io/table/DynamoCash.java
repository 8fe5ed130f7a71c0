package dev.coinless.functions.io.table;

import dev.coinless.functions.audit.CashStanding;
import dev.coinless.functions.audit.CashStore;
import dev.coinless.functions.audit.SalesReport;
import dev.coinless.functions.audit.SalesReport.Material;
import dev.coinless.functions.audit.StoredSales;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Sales for coins in the table, and what a report on all sales reads.
public final class DynamoCash implements CashStore, SalesReport.Reader {

    private final Table table;

    public DynamoCash(Table table) {
        this.table = table;
    }

    @Override
    public CashStanding standing(ModuleId module, Generation generation) {
        return table.find(CashItems.STANDINGS, CashItems.standingKey(module, generation))
                .orElse(CashStanding.none(module, generation));
    }

    @Override
    public Write store(StoredSales sales, CashStanding next) {
        return table.transact(transaction ->
                transaction
                        .put(CashItems.SALES, sales, Conditions.ABSENT)
                        .put(CashItems.STANDINGS, next, Conditions.next(next.version())));
    }

    /// One scan of the whole table.
    @Override
    public Material read() {
        var modules = new ArrayList<PaymentModule>();
        var holds = new ArrayList<Hold>();
        var sales = new ArrayList<StoredSales>();
        Guard.read(() -> {
            table.client()
                    .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        var key = Table.partitionOf(item);
                        if (key.startsWith(ModuleItems.MODULE)) {
                            modules.add(ModuleItems.MODULES.mapToItem(item));
                        } else if (key.startsWith(HoldItems.HOLD)) {
                            holds.add(HoldItems.HOLDS.mapToItem(item));
                        } else if (key.startsWith(CashItems.TAKINGS)
                                && !sortOf(item).equals(CashItems.STANDING)) {
                            sales.add(CashItems.SALES.mapToItem(item));
                        }
                    });
            return true;
        });
        return new Material(modules, holds, sales);
    }

    private static String sortOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(Schema.SORT)).map(value -> value.s()).orElse("");
    }
}
