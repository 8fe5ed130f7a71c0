package dev.coinless.functions.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;
import software.amazon.awssdk.services.dynamodb.paginators.ScanIterable;

/// The table in memory behind DynamoDB's own client interface, with the manners of AWS.
///
/// What it cannot do is an error that says so. It counts write units, and keeps every item's change
/// as a stream would. Safe for use by any thread: requests run one after the other.
public final class MemoryDynamo implements DynamoDbClient {

    public static final String INDEX = "open-holds";
    private static final List<String> INDEX_ATTRIBUTES = List.of("ipk", "isk", "pk", "sk");

    private static final Comparator<Map<String, AttributeValue>> BY_KEY =
            Comparator.<Map<String, AttributeValue>, String>comparing(key -> key.get("pk").s())
                    .thenComparing(key -> key.get("sk").s());

    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
            new TreeMap<>(BY_KEY);
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> index =
            new TreeMap<>(BY_KEY);
    private final List<Map<String, AttributeValue>> unseen = new ArrayList<>();
    private final List<Map<String, AttributeValue>> changes = new ArrayList<>();
    private final RandomGenerator dice;
    private AwsMode mode;
    private int units;
    private int requests;

    public MemoryDynamo(AwsMode mode, long seed) {
        this.mode = mode;
        this.dice = AwsMode.dice(seed);
    }

    public MemoryDynamo() {
        this(AwsMode.CALM, 0);
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

    /// The keys of all items put so far, in order; what a stream would carry.
    public synchronized List<Map<String, AttributeValue>> changes() {
        return List.copyOf(changes);
    }

    public synchronized List<Map<String, AttributeValue>> everything() {
        return List.copyOf(items.values());
    }

    /// Overwrites an item without any condition, as only a test may.
    public synchronized void force(Map<String, AttributeValue> item) {
        store(item, false);
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}

    @Override
    public synchronized GetItemResponse getItem(GetItemRequest request) {
        requests++;
        throttle();
        var item = items.get(request.key());
        return item == null
                ? GetItemResponse.builder().build()
                : GetItemResponse.builder().item(item).build();
    }

    @Override
    public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        requests++;
        throttle();
        var found = new HashMap<String, List<Map<String, AttributeValue>>>();
        request.requestItems().forEach((table, keys) -> found.put(table, all(keys)));
        return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
    }

    private List<Map<String, AttributeValue>> all(KeysAndAttributes keys) {
        return keys.keys().stream().filter(items::containsKey).map(items::get).toList();
    }

    @Override
    public synchronized PutItemResponse putItem(PutItemRequest request) {
        requests++;
        throttle();
        boolean holds =
                request.conditionExpression() == null
                        || ExpressionTree.holds(
                                request.conditionExpression(),
                                request.expressionAttributeNames(),
                                request.expressionAttributeValues(),
                                items.getOrDefault(keyOf(request.item()), Map.of()));
        if (!holds) {
            throw ConditionalCheckFailedException.builder().message("condition").build();
        }
        store(request.item(), false);
        loseAnswer();
        return PutItemResponse.builder().build();
    }

    @Override
    public synchronized TransactWriteItemsResponse transactWriteItems(
            TransactWriteItemsRequest request) {
        requests++;
        throttle();
        var puts = request.transactItems().stream().map(item -> item.put()).toList();
        if (happens(mode.conflict())) {
            throw MemoryErrors.cancelled(
                    puts.stream().map(_ -> MemoryErrors.reason("TransactionConflict")).toList());
        }
        var reasons = new ArrayList<CancellationReason>();
        puts.forEach(put ->
                reasons.add(MemoryErrors.reason(holds(put) ? "None" : "ConditionalCheckFailed")));
        if (!puts.stream().allMatch(this::holds)) {
            throw MemoryErrors.cancelled(reasons);
        }
        puts.forEach(put -> store(put.item(), true));
        loseAnswer();
        return TransactWriteItemsResponse.builder().build();
    }

    private boolean holds(Put put) {
        return put.conditionExpression() == null
                || ExpressionTree.holds(
                        put.conditionExpression(),
                        put.expressionAttributeNames(),
                        put.expressionAttributeValues(),
                        items.getOrDefault(keyOf(put.item()), Map.of()));
    }

    @Override
    public synchronized QueryResponse query(QueryRequest request) {
        requests++;
        throttle();
        var from = request.indexName() == null ? items : freshIndex();
        var matching =
                from.values().stream()
                        .filter(item ->
                                ExpressionTree.holds(
                                        request.keyConditionExpression(),
                                        request.expressionAttributeNames(),
                                        request.expressionAttributeValues(),
                                        item))
                        .sorted(order(request));
        var limited = request.limit() == null ? matching : matching.limit(request.limit());
        return QueryResponse.builder().items(limited.toList()).build();
    }

    private static Comparator<Map<String, AttributeValue>> order(QueryRequest request) {
        var sort = request.indexName() == null ? "sk" : "isk";
        Comparator<Map<String, AttributeValue>> ascending =
                (a, b) -> ExpressionTree.order(a.get(sort), b.get(sort));
        return Boolean.FALSE.equals(request.scanIndexForward()) ? ascending.reversed() : ascending;
    }

    @Override
    public synchronized ScanResponse scan(ScanRequest request) {
        throttle();
        var from = request.indexName() == null ? items : freshIndex();
        return ScanResponse.builder().items(from.values()).build();
    }

    @Override
    public QueryIterable queryPaginator(QueryRequest request) {
        return new QueryIterable(this, request);
    }

    @Override
    public ScanIterable scanPaginator(ScanRequest request) {
        return new ScanIterable(this, request);
    }

    private void store(Map<String, AttributeValue> item, boolean transaction) {
        var key = keyOf(item);
        var before = items.getOrDefault(key, Map.of());
        units += WriteUnits.item(before, item, transaction);
        units +=
                WriteUnits.index(
                        WriteUnits.entry(before, INDEX_ATTRIBUTES),
                        WriteUnits.entry(item, INDEX_ATTRIBUTES));
        items.put(key, item);
        unseen.add(key);
        changes.add(key);
    }

    /// The index as one read sees it: of the latest changes some are missing.
    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> freshIndex() {
        var late = new ArrayList<Map<String, AttributeValue>>();
        for (var key : unseen) {
            if (happens(mode.staleIndex())) {
                late.add(key);
                continue;
            }
            var entry = WriteUnits.entry(items.getOrDefault(key, Map.of()), INDEX_ATTRIBUTES);
            if (entry.isEmpty()) {
                index.remove(key);
            } else {
                index.put(key, entry);
            }
        }
        unseen.clear();
        unseen.addAll(late);
        return index;
    }

    private void throttle() {
        if (happens(mode.throttle())) {
            throw ProvisionedThroughputExceededException.builder().message("throttled").build();
        }
    }

    private void loseAnswer() {
        if (happens(mode.lostAnswer())) {
            throw ApiCallTimeoutException.builder().message("no answer in time").build();
        }
    }

    private boolean happens(int percent) {
        return percent > 0 && dice.nextInt(100) < percent;
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of("pk", item.get("pk"), "sk", item.get("sk"));
    }

    /// Items whose partition key begins so.
    public synchronized Stream<Map<String, AttributeValue>> itemsOf(String prefix) {
        return List.copyOf(items.values()).stream()
                .filter(item -> item.get("pk").s().startsWith(prefix));
    }
}
