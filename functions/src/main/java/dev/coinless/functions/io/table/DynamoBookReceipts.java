package dev.coinless.functions.io.table;

import dev.coinless.functions.book.DeriveEntries.Receipts;
import dev.coinless.functions.book.ExportBook.Proofs;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// What the Book's entries rest on, from the table. A receipt is stored before it ends a hold.
public final class DynamoBookReceipts implements Receipts, Proofs {

    private final Table table;

    public DynamoBookReceipts(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Bytes> hash(ReceiptKey receipt) {
        return stored(receipt).map(StoredReceipt::hash);
    }

    @Override
    public Optional<ReceiptKey> contradicting(ModuleId module, Generation generation, Bytes hash) {
        return forks(module, generation).stream()
                .filter(each -> each.hash().equals(hash))
                .map(StoredReceipt::key)
                .findFirst();
    }

    /// The very receipt that an entry refers to, whether it is the one of its key or contradicts
    /// it.
    @Override
    public Optional<Bytes> receipt(ReceiptReference reference) {
        var key = new ReceiptKey(reference.module(), reference.generation(), reference.sequence());
        return Stream.concat(
                        stored(key).stream(),
                        forks(reference.module(), reference.generation()).stream())
                .filter(each -> each.hash().equals(reference.hash()))
                .map(StoredReceipt::encoded)
                .findFirst();
    }

    @Override
    public Optional<Bytes> grant(GrantId grant) {
        return table.find(HoldItems.HOLDS, HoldItems.key(grant))
                .map(hold -> hold.token().encoded());
    }

    private Optional<StoredReceipt> stored(ReceiptKey key) {
        return table.find(ModuleItems.RECEIPTS, ModuleItems.receiptKey(key));
    }

    private List<StoredReceipt> forks(ModuleId module, Generation generation) {
        var partition =
                Key.builder().partitionValue(ModuleItems.FORK + module + "#" + generation).build();
        return Guard.read(() ->
                table
                        .of(ModuleItems.FORKS)
                        .query(query ->
                                query.queryConditional(QueryConditional.keyEqualTo(partition))
                                        .consistentRead(true))
                        .items()
                        .stream()
                        .toList());
    }

    /// The same from one scan, of all receipts that are there now.
    public Receipts all() {
        var hashes = new HashMap<ReceiptKey, Bytes>();
        var contradictions = new HashMap<Bytes, ReceiptKey>();
        Guard.read(() -> {
            table.client()
                    .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                    .items()
                    .forEach(item -> {
                        var key = Table.partitionOf(item);
                        if (key.startsWith(ModuleItems.RECEIPT)) {
                            var receipt = ModuleItems.RECEIPTS.mapToItem(item);
                            hashes.put(receipt.key(), receipt.hash());
                        } else if (key.startsWith(ModuleItems.FORK)) {
                            var receipt = ModuleItems.FORKS.mapToItem(item);
                            contradictions.put(receipt.hash(), receipt.key());
                        }
                    });
            return true;
        });
        return new AllReceipts(hashes, contradictions);
    }

    private record AllReceipts(Map<ReceiptKey, Bytes> hashes, Map<Bytes, ReceiptKey> contradictions)
            implements Receipts {

        @Override
        public Optional<Bytes> hash(ReceiptKey receipt) {
            return Optional.ofNullable(hashes.get(receipt));
        }

        @Override
        public Optional<ReceiptKey> contradicting(
                ModuleId module, Generation generation, Bytes hash) {
            return Optional.ofNullable(contradictions.get(hash));
        }
    }
}
