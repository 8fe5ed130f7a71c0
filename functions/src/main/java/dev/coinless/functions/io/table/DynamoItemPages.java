package dev.coinless.functions.io.table;

import dev.coinless.functions.book.DeriveEntries;
import dev.coinless.functions.book.ItemPages;
import dev.coinless.functions.book.NewEntry;
import dev.coinless.functions.retry.TableBusy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Pages of a consistent scan of the money's table.
public final class DynamoItemPages implements ItemPages {

    private final Table table;
    private final DeriveEntries derive;

    public DynamoItemPages(Table table, DeriveEntries derive) {
        this.table = table;
        this.derive = derive;
    }

    @Override
    public Page page(Optional<String> from, int limit) {
        var request =
                ScanRequest.builder()
                        .tableName(table.name())
                        .consistentRead(true)
                        .limit(limit)
                        .exclusiveStartKey(from.map(Cursor::key).orElse(null))
                        .build();
        var response = Guard.read(() -> table.client().scan(request));
        var entries = new ArrayList<NewEntry>();
        var bad = new ArrayList<Unread>();
        for (var item : response.items()) {
            try {
                entries.addAll(entriesOf(item));
            } catch (TableBusy e) {
                throw e;
            } catch (RuntimeException e) {
                // The top of one item's work: it must not hide all others.
                bad.add(new Unread(Table.partitionOf(item), String.valueOf(e.getMessage())));
            }
        }
        return new Page(entries, bad, response.items().size(), Cursor.after(response));
    }

    private List<NewEntry> entriesOf(Map<String, AttributeValue> item) {
        var key = Table.partitionOf(item);
        if (key.startsWith(HoldItems.HOLD)) {
            return derive.of(HoldItems.HOLDS.mapToItem(item));
        }
        return key.startsWith(AccountItems.MOVEMENT)
                ? List.of(derive.of(AccountItems.MOVEMENTS.mapToItem(item)))
                : List.of();
    }
}
