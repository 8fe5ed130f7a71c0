package dev.coinless.proof.simulation;

import dev.coinless.functions.io.table.DynamoBooks;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.retry.TableBusy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Faults that somebody could build into the cloud in good faith, each between the functions and
/// the table.
final class TableFlaws {

    /// How long after its issue a hold is let go by the flaw of the clock: a grant's life and 15
    /// minutes.
    private static final Duration LATE = Duration.ofMinutes(20);

    private TableFlaws() {}

    private static Faults between(UnaryOperator<DynamoDbClient> table) {
        return new Faults() {
            @Override
            public DynamoDbClient table(DynamoDbClient real) {
                return table.apply(real);
            }
        };
    }

    /// Account and hold are written whatever they are meanwhile.
    static Faults unconditional() {
        return between(real ->
                new TableBetween(real) {
                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        return super.transactWriteItems(with(request, TableFlaws::blindly));
                    }
                });
    }

    private static TransactWriteItem blindly(TransactWriteItem write) {
        var put = Objects.requireNonNull(write.put());
        return write.toBuilder()
                .put(
                        put.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeNames(null)
                                .expressionAttributeValues(null)
                                .build())
                .build();
    }

    private static TransactWriteItemsRequest with(
            TransactWriteItemsRequest request, UnaryOperator<TransactWriteItem> change) {
        return request.toBuilder()
                .transactItems(request.transactItems().stream().map(change).toList())
                .build();
    }

    /// What would be looked at by a person is captured.
    static Faults capturesInReview() {
        return between(real ->
                new TableBetween(real) {
                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        return super.transactWriteItems(captured(request));
                    }
                });
    }

    private static TransactWriteItemsRequest captured(TransactWriteItemsRequest request) {
        var writes = new ArrayList<>(request.transactItems());
        for (int i = 0; i < writes.size(); i++) {
            var hold = Objects.requireNonNull(writes.get(i).put()).item();
            if ("REVIEW".equals(hold.getOrDefault("st", AttributeValue.fromS("")).s())) {
                long cap = HoldToken.of(hold).cap();
                var taken = new HashMap<>(hold);
                taken.put("st", AttributeValue.fromS("CAPTURED"));
                taken.put("ekd", AttributeValue.fromS("CAPTURE"));
                taken.put("amt", number(cap));
                taken.remove("ipk");
                taken.remove("isk");
                writes.set(i, put(writes.get(i), taken));
                charge(writes, cap);
                return request.toBuilder().transactItems(writes).build();
            }
        }
        return request;
    }

    private static void charge(List<TransactWriteItem> writes, long amount) {
        for (int i = 0; i < writes.size(); i++) {
            var item = Objects.requireNonNull(writes.get(i).put()).item();
            if (item.containsKey("avl")) {
                var less = new HashMap<>(item);
                less.put("avl", number(value(item, "avl") - amount));
                writes.set(i, put(writes.get(i), less));
            }
        }
    }

    private static TransactWriteItem put(
            TransactWriteItem write, Map<String, AttributeValue> item) {
        var put = Objects.requireNonNull(write.put());
        return write.toBuilder().put(put.toBuilder().item(item).build()).build();
    }

    /// A module's claim counts before all receipts up to it are there.
    static Faults claimsBelieved() {
        return progress(
                generation -> generation.put("prv", Objects.requireNonNull(generation.get("clf"))));
    }

    /// Receipts that a module says it has written are acknowledged.
    static Faults claimsAcknowledged() {
        return progress(generation -> {
            long claimed = value(generation, "cls");
            if (claimed > value(generation, "seq")) {
                generation.put("seq", number(claimed));
            }
        });
    }

    /// What is changed in a generation's progress.
    private interface Change {
        void of(Map<String, AttributeValue> generation);
    }

    private static Faults progress(Change change) {
        return between(real ->
                new TableBetween(real) {
                    @Override
                    public PutItemResponse putItem(PutItemRequest request) {
                        return super.putItem(
                                isProgress(request) ? changed(request, change) : request);
                    }
                });
    }

    private static boolean isProgress(PutItemRequest request) {
        return Objects.requireNonNull(request.item().get("pk")).s().startsWith("P#");
    }

    private static PutItemRequest changed(PutItemRequest request, Change change) {
        var item = new HashMap<>(request.item());
        var generations = new ArrayList<AttributeValue>();
        for (var each : Objects.requireNonNull(item.get("gen")).l()) {
            var generation = new HashMap<>(each.m());
            change.of(generation);
            generations.add(AttributeValue.fromM(generation));
        }
        item.put("gen", AttributeValue.fromL(generations));
        return request.toBuilder().item(item).build();
    }

    /// The sweep takes the index's word that what it found is proven.
    static Faults indexBelieved() {
        return between(real ->
                new TableBetween(real) {
                    @Override
                    public QueryResponse query(QueryRequest request) {
                        var response = super.query(request);
                        var highest = request.expressionAttributeValues().get(":c");
                        if (request.indexName() == null || highest == null) {
                            return response;
                        }
                        var items =
                                response.items().stream()
                                        .map(item -> with(item, "isk", highest))
                                        .toList();
                        return response.toBuilder().items(items).build();
                    }
                });
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        var changed = new HashMap<>(item);
        changed.put(name, value);
        return changed;
    }

    /// A grant is answered although its hold could not be placed.
    static Faults answersBeforeHolding() {
        return between(real ->
                new TableBetween(real) {
                    @Override
                    public TransactWriteItemsResponse transactWriteItems(
                            TransactWriteItemsRequest request) {
                        try {
                            return super.transactWriteItems(request);
                        } catch (TransactionCanceledException e) {
                            if (request.toString().contains("HELD")) {
                                return TransactWriteItemsResponse.builder().build();
                            }
                            throw e;
                        }
                    }
                });
    }

    /// A hold is let go when its grant has long expired.
    static Faults releaseByClock() {
        return new Faults() {
            @Override
            public void stepped(World world) {
                if (world.cloud().table().itemsOf("G#").anyMatch(it -> it.containsKey("ipk"))) {
                    release(world);
                }
            }
        };
    }

    private static void release(World world) {
        var table = new Table(world.cloud().table(), "coinless");
        var store = new DynamoRedemptions(table);
        try {
            for (var hold : new DynamoBooks(table).read().holds()) {
                boolean isLate = hold.placed().at().plus(LATE).isBefore(world.wall());
                if (hold.isHeld() && isLate) {
                    var account = store.account(hold.account()).orElseThrow();
                    SettleHold.byProof(hold, account, world.wall())
                            .ifPresent(it -> {
                                var _ = store.settle(account, it);
                            });
                }
            }
        } catch (TableBusy e) {
            // After the next step, then.
        }
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static long value(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(Objects.requireNonNull(item.get(name)).n());
    }
}
