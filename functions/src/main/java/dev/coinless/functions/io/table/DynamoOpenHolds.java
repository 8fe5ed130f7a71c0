package dev.coinless.functions.io.table;

import dev.coinless.functions.sweep.OpenHolds;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Finds open holds with the table's sparse index, which holds keys only.
public final class DynamoOpenHolds implements OpenHolds {

    private final Table table;

    public DynamoOpenHolds(Table table) {
        this.table = table;
    }

    @Override
    public List<Found> upTo(ModuleId module, Generation generation, Counter highest, int limit) {
        var values =
                Map.of(
                        ":p", AttributeValue.fromS(HoldItems.indexKey(module, generation)),
                        ":c", AttributeValue.fromN(highest.toString()));
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
                        .map(DynamoOpenHolds::found)
                        .toList());
    }

    @Override
    public Set<Place> places() {
        return Guard.read(() -> {
            var places = new HashSet<Place>();
            table
                    .client()
                    .scanPaginator(scan -> scan.tableName(table.name()).indexName(HoldItems.INDEX))
                    .items()
                    .stream()
                    .map(item -> text(item, HoldItems.INDEX_PARTITION))
                    .filter(key -> !key.startsWith(HoldItems.IN_REVIEW))
                    .forEach(key -> places.add(placeOf(key)));
            return places;
        });
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
