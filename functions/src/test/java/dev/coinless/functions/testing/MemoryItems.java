package dev.coinless.functions.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of one table and its sparse index, which lags as it is told.
final class MemoryItems {

    private static final List<String> INDEX_ATTRIBUTES = List.of("ipk", "isk", "pk", "sk");

    /// An item's place in the table.
    record At(String partition, String sort) implements Comparable<At> {

        static At of(Map<String, AttributeValue> item) {
            return new At(item.get("pk").s(), item.get("sk").s());
        }

        @Override
        public int compareTo(At other) {
            int order = partition.compareTo(other.partition);
            return order == 0 ? sort.compareTo(other.sort) : order;
        }
    }

    private final NavigableMap<At, Map<String, AttributeValue>> items;
    private final NavigableMap<At, Map<String, AttributeValue>> index;
    private final List<At> unseen;

    MemoryItems() {
        this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    }

    private MemoryItems(
            NavigableMap<At, Map<String, AttributeValue>> items,
            NavigableMap<At, Map<String, AttributeValue>> index,
            List<At> unseen) {
        this.items = items;
        this.index = index;
        this.unseen = unseen;
    }

    MemoryItems copy() {
        return new MemoryItems(new TreeMap<>(items), new TreeMap<>(index), new ArrayList<>(unseen));
    }

    /// The item, or an empty map.
    Map<String, AttributeValue> get(At at) {
        return items.getOrDefault(at, Map.of());
    }

    List<Map<String, AttributeValue>> all() {
        return List.copyOf(items.values());
    }

    /// Puts an item, or removes it if it is an empty map.
    void put(At at, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            items.remove(at);
        } else {
            items.put(at, item);
        }
        unseen.add(at);
    }

    /// What a query may look at, ascending.
    Stream<Map<String, AttributeValue>> matching(Condition.Bound condition) {
        var partition = condition.required("pk").map(AttributeValue::s);
        return within(partition).filter(condition::holds);
    }

    private Stream<Map<String, AttributeValue>> within(Optional<String> partition) {
        if (partition.isEmpty()) {
            return items.values().stream();
        }
        var from = new At(partition.get(), "");
        var to = new At(partition.get() + '\u0000', "");
        return items.subMap(from, to).values().stream();
    }

    /// The index as one read sees it.
    ///
    /// @param isLate asked for each of the latest changes: whether it is missing still
    Stream<Map<String, AttributeValue>> index(BooleanSupplier isLate) {
        var late = new ArrayList<At>();
        for (var at : unseen) {
            if (isLate.getAsBoolean()) {
                late.add(at);
                continue;
            }
            var entry = indexEntry(get(at));
            if (entry.isEmpty()) {
                index.remove(at);
            } else {
                index.put(at, entry);
            }
        }
        unseen.clear();
        unseen.addAll(late);
        return index.values().stream()
                .sorted(
                        Comparator.comparing(
                                each -> each.get("isk"), (a, b) -> Condition.order(a, b)));
    }

    static Map<String, AttributeValue> indexEntry(Map<String, AttributeValue> item) {
        return WriteUnits.entry(item, INDEX_ATTRIBUTES);
    }
}
