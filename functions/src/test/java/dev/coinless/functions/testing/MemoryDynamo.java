package dev.coinless.functions.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/// Tables in memory behind DynamoDB's own client interface, with the manners of AWS. Keys are `pk`
/// and `sk`, both text; every table has the one index of template.yaml.
///
/// What it cannot do is an error that says so. It counts write units, and keeps every item's change
/// as a stream would. Safe for use by any thread: requests run one after the other.
public final class MemoryDynamo implements DynamoDbClient {

    public static final String INDEX = "open-holds";

    private static final Comparator<Map<String, AttributeValue>> BY_KEY =
            Comparator.<Map<String, AttributeValue>, String>comparing(item -> item.get("pk").s())
                    .thenComparing(item -> item.get("sk").s());

    /// One item's change, as a stream carries it.
    ///
    /// @param before empty if there was none
    /// @param after empty if it was removed
    public record Change(
            String table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {

        public Map<String, AttributeValue> key() {
            return keyOf(after.isEmpty() ? before : after);
        }
    }

    private final Map<String, MemoryItems> tables = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final RandomGenerator dice;
    private AwsMode mode;
    private boolean countsUnits = true;
    private int units;
    private int requests;

    public MemoryDynamo(AwsMode mode, long seed) {
        this.mode = mode;
        this.dice = AwsMode.dice(seed);
    }

    public MemoryDynamo() {
        this(AwsMode.CALM, 0);
    }

    /// Another client on a copy of all that is stored; it counts no write units.
    public synchronized MemoryDynamo copy(AwsMode manners, long seed) {
        var copy = new MemoryDynamo(manners, seed);
        tables.forEach((name, table) -> copy.tables.put(name, table.copy()));
        copy.countsUnits = false;
        return copy;
    }

    public synchronized void become(AwsMode next) {
        mode = next;
    }

    /// Requests since the start.
    public synchronized int requests() {
        return requests;
    }

    /// Write units since the start, by AWS's rules.
    public synchronized int units() {
        return units;
    }

    /// The keys of all items put so far, in order; what a stream of keys would carry.
    public synchronized List<Map<String, AttributeValue>> changes() {
        return changes.stream().map(Change::key).toList();
    }

    /// The changes since the last call, in order.
    public synchronized List<Change> drain() {
        var drained = List.copyOf(changes);
        changes.clear();
        return drained;
    }

    public synchronized List<Map<String, AttributeValue>> everything() {
        return tables.values().stream().flatMap(table -> table.all().stream()).toList();
    }

    /// Items whose partition key begins so.
    public synchronized Stream<Map<String, AttributeValue>> itemsOf(String prefix) {
        return everything().stream().filter(item -> item.get("pk").s().startsWith(prefix));
    }

    /// Overwrites an item without any condition, as only a test may.
    public synchronized void force(Map<String, AttributeValue> item) {
        tables.values().stream()
                .filter(table -> !table.get(MemoryItems.At.of(item)).isEmpty())
                .findFirst()
                .orElseGet(() -> table("coinless"))
                .put(MemoryItems.At.of(item), item);
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}

    @Override
    public synchronized GetItemResponse getItem(GetItemRequest request) {
        begin();
        var item = table(request.tableName()).get(MemoryItems.At.of(request.key()));
        return item.isEmpty()
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    @Override
    public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        begin();
        var found = new HashMap<String, List<Map<String, AttributeValue>>>();
        request.requestItems().forEach((table, keys) -> found.put(table, all(table, keys)));
        return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
    }

    private List<Map<String, AttributeValue>> all(String table, KeysAndAttributes keys) {
        var from = table(table);
        return keys.keys().stream()
                .map(key -> from.get(MemoryItems.At.of(key)))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    @Override
    public synchronized PutItemResponse putItem(PutItemRequest request) {
        begin();
        var write = MemoryWrite.of(request);
        var before = apply(write, request.returnValuesOnConditionCheckFailure());
        var response = PutItemResponse.builder();
        return request.returnValues() == ReturnValue.ALL_OLD && !before.isEmpty()
                ? response.attributes(before).build()
                : response.build();
    }

    @Override
    public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
        begin();
        var write = MemoryWrite.of(request);
        var before = apply(write, request.returnValuesOnConditionCheckFailure());
        var response = DeleteItemResponse.builder();
        return request.returnValues() == ReturnValue.ALL_OLD && !before.isEmpty()
                ? response.attributes(before).build()
                : response.build();
    }

    /// Does one write, or throws.
    ///
    /// @return the item before it, or an empty map
    private Map<String, AttributeValue> apply(
            MemoryWrite write, ReturnValuesOnConditionCheckFailure onFailure) {
        var before = table(write.table()).get(write.at());
        if (!write.holds(before)) {
            throw MemoryErrors.conditionFailed(
                    onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD ? before : Map.of());
        }
        store(write, false);
        loseAnswer();
        return before;
    }

    @Override
    public synchronized TransactWriteItemsResponse transactWriteItems(
            TransactWriteItemsRequest request) {
        begin();
        var writes = request.transactItems().stream().map(MemoryWrite::of).toList();
        var places = new HashSet<List<Object>>();
        writes.forEach(write -> {
            if (!places.add(List.of(write.table(), write.at()))) {
                throw MemoryErrors.invalid("a transaction cannot name one item twice");
            }
        });
        if (happens(mode.conflict())) {
            throw MemoryErrors.cancelled(
                    writes.stream().map(_ -> MemoryErrors.reason("TransactionConflict")).toList());
        }
        var reasons = new ArrayList<CancellationReason>();
        boolean failed = false;
        for (var write : writes) {
            var before = table(write.table()).get(write.at());
            boolean holds = write.holds(before);
            failed |= !holds;
            reasons.add(
                    holds
                            ? MemoryErrors.reason("None")
                            : MemoryErrors.failed(write.returnsOld() ? before : Map.of()));
        }
        if (failed) {
            throw MemoryErrors.cancelled(reasons);
        }
        writes.forEach(write -> store(write, true));
        loseAnswer();
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public synchronized QueryResponse query(QueryRequest request) {
        begin();
        var condition =
                Condition.Bound.of(
                        request.keyConditionExpression(),
                        request.expressionAttributeNames(),
                        request.expressionAttributeValues());
        var table = table(request.tableName());
        var matching =
                request.indexName() == null
                        ? table.matching(condition)
                        : table.index(this::isLate).filter(condition::holds);
        var ordered = new ArrayList<>(matching.toList());
        if (Boolean.FALSE.equals(request.scanIndexForward())) {
            ordered = new ArrayList<>(ordered.reversed());
        }
        return page(request, ordered);
    }

    private static QueryResponse page(
            QueryRequest request, List<Map<String, AttributeValue>> ordered) {
        var rest = ordered;
        if (request.hasExclusiveStartKey()) {
            var last = keyOf(request.exclusiveStartKey());
            int at = ordered.stream().map(MemoryDynamo::keyOf).toList().indexOf(last);
            rest = ordered.subList(at + 1, ordered.size());
        }
        if (request.limit() == null || rest.size() < request.limit()) {
            return QueryResponse.builder().items(rest).count(rest.size()).build();
        }
        var page = rest.subList(0, request.limit());
        var next = new HashMap<>(keyOf(page.getLast()));
        if (request.indexName() != null) {
            next.putAll(MemoryItems.indexEntry(page.getLast()));
        }
        return QueryResponse.builder()
                .items(page)
                .count(page.size())
                .lastEvaluatedKey(next)
                .build();
    }

    @Override
    public synchronized ScanResponse scan(ScanRequest request) {
        begin();
        var table = table(request.tableName());
        if (request.indexName() != null) {
            var found = table.index(this::isLate).toList();
            return ScanResponse.builder().items(found).count(found.size()).build();
        }
        return page(List.copyOf(table.all()), request);
    }

    private static ScanResponse page(List<Map<String, AttributeValue>> all, ScanRequest request) {
        int from = 0;
        while (request.hasExclusiveStartKey()
                && from < all.size()
                && BY_KEY.compare(all.get(from), request.exclusiveStartKey()) <= 0) {
            from++;
        }
        int to =
                request.limit() == null ? all.size() : Math.min(all.size(), from + request.limit());
        var page = ScanResponse.builder().items(all.subList(from, to)).count(to - from);
        return (to < all.size() ? page.lastEvaluatedKey(keyOf(all.get(to - 1))) : page).build();
    }

    @Override
    public QueryIterable queryPaginator(QueryRequest request) {
        return new QueryIterable(this, request);
    }

    @Override
    public ScanIterable scanPaginator(ScanRequest request) {
        return new ScanIterable(this, request);
    }

    private MemoryItems table(String name) {
        return tables.computeIfAbsent(name, _ -> new MemoryItems());
    }

    private void store(MemoryWrite write, boolean transaction) {
        if (write.isOnlyChecked()) {
            return;
        }
        var table = table(write.table());
        var before = table.get(write.at());
        if (countsUnits) {
            units += WriteUnits.item(before, write.item(), transaction);
            units +=
                    WriteUnits.index(
                            MemoryItems.indexEntry(before), MemoryItems.indexEntry(write.item()));
        }
        table.put(write.at(), write.item());
        if (!before.isEmpty() || !write.item().isEmpty()) {
            changes.add(new Change(write.table(), before, write.item()));
        }
    }

    private void begin() {
        requests++;
        if (happens(mode.throttle())) {
            throw ProvisionedThroughputExceededException.builder().message("throttled").build();
        }
    }

    private void loseAnswer() {
        if (happens(mode.lostAnswer())) {
            throw ApiCallTimeoutException.builder().message("no answer in time").build();
        }
    }

    private boolean isLate() {
        return happens(mode.staleIndex());
    }

    private boolean happens(int percent) {
        return percent > 0 && dice.nextInt(100) < percent;
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of("pk", item.get("pk"), "sk", item.get("sk"));
    }
}
