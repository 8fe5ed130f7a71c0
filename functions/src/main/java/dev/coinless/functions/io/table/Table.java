package dev.coinless.functions.io.table;

import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.retry.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// The one table, with what every adapter needs: consistent reads, conditional writes.
public final class Table {

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final String name;

    public Table(DynamoDbClient client, String name) {
        this.client = client;
        this.enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        this.name = name;
    }

    /// Another table behind the same client.
    public Table sibling(String other) {
        return new Table(client, other);
    }

    DynamoDbClient client() {
        return client;
    }

    String name() {
        return name;
    }

    <T> DynamoDbTable<T> of(TableSchema<T> schema) {
        return enhanced.table(name, schema);
    }

    <T> Optional<T> find(TableSchema<T> schema, Key key) {
        return Guard.read(() ->
                Optional.ofNullable(of(schema).getItem(get -> get.key(key).consistentRead(true))));
    }

    /// Writes the item if the condition holds.
    <T> Write put(TableSchema<T> schema, T item, Expression condition) {
        var request =
                PutItemEnhancedRequest.builder(schema.itemType().rawClass())
                        .item(item)
                        .conditionExpression(condition)
                        .build();
        return Guard.write(() -> of(schema).putItem(request));
    }

    <T> void put(TableSchema<T> schema, T item) {
        Guard.read(() -> {
            of(schema).putItem(item);
            return true;
        });
    }

    <T> void delete(TableSchema<T> schema, Key key) {
        Guard.read(() -> {
            of(schema).deleteItem(key);
            return true;
        });
    }

    /// Writes all or nothing.
    Write transact(Consumer<Transaction> content) {
        var request = TransactWriteItemsEnhancedRequest.builder();
        content.accept(new Transaction(this, request));
        return Guard.write(() -> enhanced.transactWriteItems(request.build()));
    }

    /// Collects the writes of one transaction.
    record Transaction(Table table, TransactWriteItemsEnhancedRequest.Builder request) {

        <T> Transaction put(TableSchema<T> schema, T item, Expression condition) {
            request.addPutItem(
                    table.of(schema),
                    TransactPutItemEnhancedRequest.builder(schema.itemType().rawClass())
                            .item(item)
                            .conditionExpression(condition)
                            .build());
            return this;
        }
    }

    /// Reads items of several kinds in one request.
    ///
    /// @throws TableBusy if DynamoDB left some out
    Batch read(List<Key> keys) {
        return read(Map.of(name, wanted(keys)));
    }

    /// The same of two tables, which have no key in common.
    Batch read(List<Key> keys, Table other, List<Key> otherKeys) {
        return read(Map.of(name, wanted(keys), other.name, wanted(otherKeys)));
    }

    private static KeysAndAttributes wanted(List<Key> keys) {
        return KeysAndAttributes.builder()
                .keys(keys.stream().map(Table::attributes).toList())
                .consistentRead(true)
                .build();
    }

    private Batch read(Map<String, KeysAndAttributes> wanted) {
        var response = Guard.read(() -> client.batchGetItem(get -> get.requestItems(wanted)));
        if (!response.unprocessedKeys().isEmpty()) {
            throw new TableBusy("the table left out %s".formatted(wanted.keySet()));
        }
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        for (var items : response.responses().values()) {
            items.forEach(item -> found.put(keyOf(item), item));
        }
        return new Batch(found);
    }

    /// What a batch read found.
    record Batch(Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {

        <T> Optional<T> get(TableSchema<T> schema, Key key) {
            return Optional.ofNullable(items.get(attributes(key))).map(schema::mapToItem);
        }
    }

    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(
                Schema.PARTITION, item.getOrDefault(Schema.PARTITION, NONE),
                Schema.SORT, item.getOrDefault(Schema.SORT, NONE));
    }

    static String partitionOf(Map<String, AttributeValue> item) {
        return String.valueOf(item.getOrDefault(Schema.PARTITION, NONE).s());
    }

    private static final AttributeValue NONE = AttributeValue.fromNul(true);

    private static Map<String, AttributeValue> attributes(Key key) {
        return Map.of(
                Schema.PARTITION, key.partitionKeyValue(),
                Schema.SORT, key.sortKeyValue().orElse(NONE));
    }
}
