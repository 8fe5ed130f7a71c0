package dev.coinless.functions.io.table;

import dev.coinless.functions.audit.CashStanding;
import dev.coinless.functions.audit.CashStore;
import dev.coinless.functions.audit.SalesReport;
import dev.coinless.functions.audit.StoredSales;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
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
    public void read(SalesReport.Recipient recipient) {
        var progress = new ScanProgress(table.name());
        Guard.read(() -> {
            table.client()
                    .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        progress.next();
                        var key = Table.partitionOf(item);
                        if (key.startsWith(ModuleItems.MODULE)) {
                            recipient.module(ModuleItems.MODULES.mapToItem(item));
                        } else if (key.startsWith(HoldItems.HOLD)) {
                            recipient.hold(HoldItems.HOLDS.mapToItem(item));
                        } else if (key.startsWith(CashItems.TAKINGS)
                                && !sortOf(item).equals(CashItems.STANDING)) {
                            recipient.sales(CashItems.SALES.mapToItem(item));
                        }
                    });
            return true;
        });
    }

    private static String sortOf(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(Schema.SORT)).map(value -> value.s()).orElse("");
    }
}
