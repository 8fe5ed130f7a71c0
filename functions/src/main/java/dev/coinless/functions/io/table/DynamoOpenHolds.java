package dev.coinless.functions.io.table;

import dev.coinless.functions.sweep.OpenHolds;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds open holds with the table's sparse index, which holds keys only.
public final class DynamoOpenHolds implements OpenHolds {

    private final Table table;

    public DynamoOpenHolds(Table table) {
        this.table = table;
    }

    @Override
    public List<Found> upTo(ModuleId module, Generation generation, Counter highest, int limit) {
        return query(HoldItems.indexKey(module, generation), highest.value(), limit)
                .map(DynamoOpenHolds::found)
                .toList();
    }

    /// The grants of another partition of the index, by its sort key.
    List<GrantId> grants(String partition, int limit) {
        return query(partition, Long.MAX_VALUE, limit).map(DynamoOpenHolds::grant).toList();
    }

    /// The grants of all open holds.
    List<GrantId> open(int limit) {
        return Guard.read(() ->
                scan().filter(item -> isPlace(text(item, HoldItems.INDEX_PARTITION)))
                        .limit(limit)
                        .map(DynamoOpenHolds::grant)
                        .toList());
    }

    @Override
    public Set<Place> places() {
        return Guard.read(() ->
                scan().map(item -> text(item, HoldItems.INDEX_PARTITION))
                        .filter(DynamoOpenHolds::isPlace)
                        .map(DynamoOpenHolds::placeOf)
                        .collect(Collectors.toSet()));
    }

    private Stream<Map<String, AttributeValue>> scan() {
        return table
                .client()
                .scanPaginator(scan -> scan.tableName(table.name()).indexName(HoldItems.INDEX))
                .items()
                .stream();
    }

    private Stream<Map<String, AttributeValue>> query(String partition, long highest, int limit) {
        var values =
                Map.of(
                        ":p", AttributeValue.fromS(partition),
                        ":c", AttributeValue.fromN(Long.toString(highest)));
        return Guard.read(() ->
                table
                        .client()
                        .queryPaginator(query ->
                                query.tableName(table.name())
                                        .indexName(HoldItems.INDEX)
                                        .keyConditionExpression("#p = :p AND #c <= :c")
                                        .expressionAttributeNames(
                                                Map.of(
                                                        "#p", HoldItems.INDEX_PARTITION,
                                                        "#c", HoldItems.INDEX_SORT))
                                        .expressionAttributeValues(values))
                        .items()
                        .stream()
                        .limit(limit)
                        .toList())
                .stream();
    }

    /// Whether a partition of the index is a generation of a module.
    private static boolean isPlace(String partition) {
        return !partition.startsWith(HoldItems.IN_REVIEW)
                && !partition.startsWith(ClaimItems.ASKED_OF);
    }

    private static GrantId grant(Map<String, AttributeValue> item) {
        var key = text(item, Schema.PARTITION);
        return GrantId.fromHex(key.substring(key.indexOf('#') + 1));
    }

    private static Found found(Map<String, AttributeValue> item) {
        return new Found(
                GrantId.fromHex(text(item, Schema.PARTITION).substring(HoldItems.HOLD.length())),
                new Counter(Long.parseLong(attribute(item, HoldItems.INDEX_SORT).n())));
    }

    static Place placeOf(String key) {
        int hash = key.indexOf('#');
        return new Place(
                ModuleId.fromHex(key.substring(0, hash)),
                new Generation(Integer.parseInt(key.substring(hash + 1))));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an index entry without " + name);
        }
        return value;
    }
}
