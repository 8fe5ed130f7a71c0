package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.module.PaymentModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Reads accounts and modules page by page, in no order.
public final class DynamoOwners {

    private final Table table;

    public DynamoOwners(Table table) {
        this.table = table;
    }

    /// One page.
    ///
    /// @param next where the next one begins; empty after the last
    public record Page(
            List<Account> accounts, List<PaymentModule> modules, Optional<String> next) {}

    /// Reads.
    ///
    /// @param from as the page before said; empty for the first
    /// @param limit items to look at
    public Page page(Optional<String> from, int limit) {
        var request =
                ScanRequest.builder()
                        .tableName(table.name())
                        .consistentRead(true)
                        .limit(limit)
                        .exclusiveStartKey(from.map(Cursor::key).orElse(null))
                        .build();
        var response = Guard.read(() -> table.client().scan(request));
        var accounts = new ArrayList<Account>();
        var modules = new ArrayList<PaymentModule>();
        for (var item : response.items()) {
            var key = Table.partitionOf(item);
            if (key.startsWith(AccountItems.ACCOUNT)) {
                accounts.add(AccountItems.ACCOUNTS.mapToItem(item));
            } else if (key.startsWith(ModuleItems.MODULE)) {
                modules.add(ModuleItems.MODULES.mapToItem(item));
            }
        }
        return new Page(accounts, modules, Cursor.after(response));
    }
}
