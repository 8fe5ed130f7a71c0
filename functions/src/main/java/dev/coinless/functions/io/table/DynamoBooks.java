package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.sync.BadItem;
import dev.coinless.functions.verify.Attention;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.sync.UpKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the books with one consistent scan of the table.
public final class DynamoBooks implements Books.Reader {

    private final Table table;

    public DynamoBooks(Table table) {
        this.table = table;
    }

    @Override
    public Books read() {
        var accounts = new ArrayList<Account>();
        var holds = new ArrayList<Hold>();
        var movements = new ArrayList<Movement>();
        var receipts = new ArrayList<StoredReceipt>();
        var contradictions = new ArrayList<StoredReceipt>();
        var progress = new ScanProgress(table.name());
        Guard.read(() -> {
            table.client()
                    .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        progress.next();
                        add(item, AccountItems.ACCOUNT, AccountItems.ACCOUNTS, accounts);
                        add(item, HoldItems.HOLD, HoldItems.HOLDS, holds);
                        add(item, AccountItems.MOVEMENT, AccountItems.MOVEMENTS, movements);
                        add(item, ModuleItems.RECEIPT, ModuleItems.RECEIPTS, receipts);
                        add(item, ModuleItems.FORK, ModuleItems.FORKS, contradictions);
                    });
            return true;
        });
        var byKey =
                receipts.stream()
                        .collect(Collectors.toMap(StoredReceipt::key, StoredReceipt::receipt));
        var byHash =
                contradictions.stream()
                        .collect(Collectors.toMap(StoredReceipt::hash, StoredReceipt::receipt));
        return new Books(accounts, holds, movements, byKey, byHash);
    }

    /// What a person has to look at, found by a scan of its own.
    public Attention attention() {
        var progress = new ArrayList<Progress>();
        var holds = new ArrayList<Hold>();
        var aside = new ArrayList<BadItem>();
        Guard.read(() -> {
            table.client()
                    .scanPaginator(scan -> scan.tableName(table.name()))
                    .items()
                    .forEach(item -> {
                        add(item, ControlItems.ASIDE, ControlItems.BAD_ITEMS, aside);
                        add(item, ModuleItems.PROGRESS_OF, ModuleItems.PROGRESS, progress);
                        add(item, HoldItems.HOLD, HoldItems.HOLDS, holds);
                    });
            return true;
        });
        return new Attention(
                progress.stream()
                        .filter(each ->
                                each.generations().stream()
                                        .anyMatch(GenerationProgress::quarantined))
                        .map(Progress::module)
                        .toList(),
                holds.stream()
                        .filter(each -> each.state() instanceof HoldState.Reviewed)
                        .map(Hold::id)
                        .toList(),
                aside.stream()
                        .filter(each -> each.item().kind() == UpKind.FORK.number())
                        .map(each -> "module %s: %s".formatted(each.module(), each.reason()))
                        .toList());
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return table.find(AccountItems.ACCOUNTS, AccountItems.key(id));
    }

    private static <T> void add(
            Map<String, AttributeValue> item, String prefix, TableSchema<T> schema, List<T> to) {
        var key = Table.partitionOf(item);
        if (key.startsWith(prefix)) {
            try {
                to.add(schema.mapToItem(item));
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new Books.BrokenItem(key, e);
            }
        }
    }
}
