package dev.coinless.functions.io.table;

import dev.coinless.functions.testing.MemoryDynamo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Requests at random, of the kinds that the adapters make, on a few items of their own.
final class RequestSequence {

    private static final int LONGEST = 16;

    /// One request and what it is answered, in a form that compares.
    record Request(String what, Function<DynamoDbClient, Object> send) {

        Object answer(DynamoDbClient table) {
            try {
                return send.apply(table);
            } catch (ConditionalCheckFailedException e) {
                return "condition failed, there was " + sorted(e.hasItem() ? e.item() : Map.of());
            } catch (TransactionCanceledException e) {
                return e.cancellationReasons().stream()
                        .map(reason ->
                                reason.code() + sorted(reason.hasItem() ? reason.item() : Map.of()))
                        .toList();
            } catch (DynamoDbException e) {
                return e.awsErrorDetails().errorCode();
            }
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private record Condition(
            String text, Map<String, String> names, Map<String, AttributeValue> values) {}

    private final RandomGenerator dice;
    private final String prefix;

    private RequestSequence(RandomGenerator dice, String prefix) {
        this.dice = dice;
        this.prefix = prefix;
    }

    /// @param prefix of the partition keys, which nobody else has
    static List<Request> of(RandomGenerator dice, String prefix) {
        var sequence = new RequestSequence(dice, prefix);
        var requests = new ArrayList<Request>();
        int length = 4 + dice.nextInt(LONGEST - 4);
        for (int i = 0; i < length; i++) {
            requests.add(sequence.request());
        }
        return requests;
    }

    private Request request() {
        return switch (dice.nextInt(9)) {
            case 0, 1 -> put();
            case 2 -> get();
            case 3 -> batch();
            case 4, 5 -> transaction();
            case 6 -> delete();
            case 7 -> query();
            default -> index();
        };
    }

    private Request put() {
        var item = item();
        var condition = condition();
        boolean wantsOld = dice.nextBoolean();
        return new Request(
                "put %s if %s".formatted(item, condition.text()),
                table -> {
                    var response =
                            table.putItem(put -> {
                                put.tableName(TABLE).item(item);
                                put.returnValues(wantsOld ? ReturnValue.ALL_OLD : ReturnValue.NONE);
                                put.returnValuesOnConditionCheckFailure(old(wantsOld));
                                if (!condition.text().isEmpty()) {
                                    put.conditionExpression(condition.text())
                                            .expressionAttributeNames(names(condition))
                                            .expressionAttributeValues(values(condition));
                                }
                            });
                    return sorted(response.hasAttributes() ? response.attributes() : Map.of());
                });
    }

    private static final String TABLE = "honesty";

    private Request get() {
        var key = key();
        return new Request(
                "get " + key,
                table -> {
                    var response =
                            table.getItem(
                                    get -> get.tableName(TABLE).key(key).consistentRead(true));
                    return sorted(response.hasItem() ? response.item() : Map.of());
                });
    }

    private Request batch() {
        var keys = List.of(keyOf("a", "1"), keyOf("b", "2"), key("c"));
        return new Request(
                "batch " + keys,
                table ->
                        table
                                .batchGetItem(get ->
                                        get.requestItems(
                                                Map.of(
                                                        TABLE,
                                                        software.amazon.awssdk.services.dynamodb
                                                                .model.KeysAndAttributes.builder()
                                                                .keys(keys)
                                                                .consistentRead(true)
                                                                .build())))
                                .responses()
                                .getOrDefault(TABLE, List.of())
                                .stream()
                                .map(item -> sorted(item).toString())
                                .sorted()
                                .toList());
    }

    private Request transaction() {
        var writes = List.of(write(keyOf("a", digit())), write(keyOf("b", digit())));
        return new Request(
                "transact " + writes,
                table -> {
                    table.transactWriteItems(transact -> transact.transactItems(writes));
                    return "written";
                });
    }

    private TransactWriteItem write(Map<String, AttributeValue> key) {
        var condition = condition();
        var old = old(dice.nextBoolean());
        return switch (condition.text().isEmpty() ? dice.nextInt(2) : dice.nextInt(3)) {
            case 0 -> {
                var item = new HashMap<>(item());
                item.putAll(key);
                yield TransactWriteItem.builder()
                        .put(put ->
                                put.tableName(TABLE)
                                        .item(item)
                                        .conditionExpression(text(condition))
                                        .expressionAttributeNames(names(condition))
                                        .expressionAttributeValues(values(condition))
                                        .returnValuesOnConditionCheckFailure(old))
                        .build();
            }
            case 1 ->
                    TransactWriteItem.builder()
                            .delete(delete ->
                                    delete.tableName(TABLE)
                                            .key(key)
                                            .conditionExpression(text(condition))
                                            .expressionAttributeNames(names(condition))
                                            .expressionAttributeValues(values(condition))
                                            .returnValuesOnConditionCheckFailure(old))
                            .build();
            default ->
                    TransactWriteItem.builder()
                            .conditionCheck(check ->
                                    check.tableName(TABLE)
                                            .key(key)
                                            .conditionExpression(text(condition))
                                            .expressionAttributeNames(names(condition))
                                            .expressionAttributeValues(values(condition))
                                            .returnValuesOnConditionCheckFailure(old))
                            .build();
        };
    }

    private Request delete() {
        var key = key();
        return new Request(
                "delete " + key,
                table -> {
                    var response =
                            table.deleteItem(delete ->
                                    delete.tableName(TABLE)
                                            .key(key)
                                            .returnValues(ReturnValue.ALL_OLD));
                    return sorted(response.hasAttributes() ? response.attributes() : Map.of());
                });
    }

    private Request query() {
        var operator = List.of("=", "<", "<=", ">", ">=").get(dice.nextInt(5));
        boolean isWhole = dice.nextInt(3) == 0;
        var query =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .consistentRead(true)
                        .scanIndexForward(dice.nextBoolean())
                        .limit(1 + dice.nextInt(4))
                        .keyConditionExpression(
                                isWhole ? "#p = :p" : "#p = :p AND #s %s :s".formatted(operator))
                        .expressionAttributeNames(
                                isWhole ? Map.of("#p", "pk") : Map.of("#p", "pk", "#s", "sk"))
                        .expressionAttributeValues(
                                isWhole
                                        ? Map.of(":p", text(prefix + "a"))
                                        : Map.of(":p", text(prefix + "a"), ":s", text(digit())))
                        .build();
        return new Request(query.toString(), table -> pages(table, query));
    }

    private Request index() {
        var query =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .indexName(MemoryDynamo.INDEX)
                        .keyConditionExpression("#p = :p AND #c <= :c")
                        .expressionAttributeNames(Map.of("#p", "ipk", "#c", "isk"))
                        .expressionAttributeValues(
                                Map.of(":p", text(prefix), ":c", number(dice.nextInt(6))))
                        .build();
        return new Request(
                query.toString(),
                table -> pages(table, query).stream().map(Map::toString).sorted().toList());
    }

    /// All items, page by page.
    private static List<Map<String, AttributeValue>> pages(
            DynamoDbClient table, QueryRequest query) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        table.queryPaginator(query).items().forEach(item -> items.add(sorted(item)));
        return items;
    }

    private Map<String, AttributeValue> item() {
        var item = new HashMap<>(key());
        item.put("ver", number(dice.nextInt(3)));
        item.put("st", text(dice.nextBoolean() ? "HELD" : "CAPTURED"));
        if (dice.nextBoolean()) {
            item.put("ipk", text(prefix));
            item.put("isk", number(dice.nextInt(6)));
        }
        if (dice.nextInt(4) == 0) {
            item.put("lst", AttributeValue.fromL(List.of(number(1), text("x"))));
        }
        return Map.copyOf(item);
    }

    private Condition condition() {
        return switch (dice.nextInt(6)) {
            case 0 -> new Condition("", Map.of(), Map.of());
            case 1 -> new Condition("attribute_not_exists(#pk)", Map.of("#pk", "pk"), Map.of());
            case 2 -> new Condition("attribute_exists(#pk)", Map.of("#pk", "pk"), Map.of());
            case 3 ->
                    new Condition(
                            "#a = :v", Map.of("#a", "ver"), Map.of(":v", number(dice.nextInt(3))));
            case 4 ->
                    new Condition(
                            "#a = :v AND (#s = :s OR attribute_not_exists(#s))",
                            Map.of("#a", "ver", "#s", "st"),
                            Map.of(":v", number(dice.nextInt(3)), ":s", text("HELD")));
            default ->
                    new Condition(
                            "attribute_not_exists(#pk) OR #a < :v",
                            Map.of("#pk", "pk", "#a", "ver"),
                            Map.of(":v", number(dice.nextInt(3))));
        };
    }

    private Map<String, AttributeValue> key() {
        return key(dice.nextBoolean() ? "a" : "b");
    }

    private Map<String, AttributeValue> key(String partition) {
        return keyOf(partition, digit());
    }

    private Map<String, AttributeValue> keyOf(String partition, String sort) {
        return Map.of("pk", text(prefix + partition), "sk", text(sort));
    }

    private String digit() {
        return Integer.toString(dice.nextInt(4));
    }

    private static ReturnValuesOnConditionCheckFailure old(boolean isWanted) {
        return isWanted
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
    }

    private static String text(Condition condition) {
        return condition.text().isEmpty() ? null : condition.text();
    }

    private static Map<String, String> names(Condition condition) {
        return condition.names().isEmpty() ? null : condition.names();
    }

    private static Map<String, AttributeValue> values(Condition condition) {
        return condition.values().isEmpty() ? null : condition.values();
    }

    private static Map<String, AttributeValue> sorted(Map<String, AttributeValue> item) {
        return new TreeMap<>(item);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }
}
