package dev.coinless.lab.history;

import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.MemoryDynamo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The cloud's table, read and written as a whole.
final class BulkTable {

    /// As many as BatchWriteItem takes.
    private static final int BATCH = 25;

    /// Enough that the table never waits for this program.
    private static final int IN_FLIGHT = 4;

    private final DynamoDbClient client;
    private final String name;
    private final Attempts attempts;

    BulkTable(DynamoDbClient client, String name, Attempts attempts) {
        this.client = client;
        this.name = name;
        this.attempts = attempts;
    }

    void copyTo(MemoryDynamo memory) {
        client.scanPaginator(scan -> scan.tableName(name).consistentRead(true))
                .items()
                .forEach(memory::force);
    }

    /// Makes the items what they are after these changes; the table's stream sees one change of
    /// each. What the table leaves undone is sent again.
    ///
    /// @return how many items were written
    int apply(List<MemoryDynamo.Change> changes) throws InterruptedException {
        var last = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
        changes.forEach(change -> last.put(change.key(), write(change)));
        var writes = List.copyOf(last.values());
        var batches = new ArrayList<Callable<Integer>>();
        for (int from = 0; from < writes.size(); from += BATCH) {
            var batch = writes.subList(from, Math.min(writes.size(), from + BATCH));
            batches.add(() -> send(batch));
        }
        int written = 0;
        try (var threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
            for (var batch : threads.invokeAll(batches)) {
                written += batch.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the table took %d items".formatted(written), e);
        }
        return written;
    }

    private int send(List<WriteRequest> batch) {
        var rest = new ArrayList<>(batch);
        return attempts.until(() -> {
            var answer = client.batchWriteItem(write -> write.requestItems(Map.of(name, rest)));
            var unprocessed = answer.unprocessedItems().getOrDefault(name, List.of());
            rest.retainAll(unprocessed);
            return rest.isEmpty() ? Optional.of(batch.size()) : Optional.empty();
        });
    }

    private static WriteRequest write(MemoryDynamo.Change change) {
        return change.after().isEmpty()
                ? WriteRequest.builder().deleteRequest(gone -> gone.key(change.key())).build()
                : WriteRequest.builder().putRequest(put -> put.item(change.after())).build();
    }
}
