package dev.coinless.functions.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Write units by AWS's documented rules (DynamoDB Developer Guide, "Item sizes and formats" and
/// "Capacity unit consumption"): 1 unit per started KiB of the larger of the item before and after,
/// twice that within a transaction; an index costs 1 unit per started KiB for each entry that is
/// put, removed or changed in its projected attributes.
public final class WriteUnits {

    private static final int UNIT = 1024;

    private WriteUnits() {}

    /// What one write of an item costs, indexes apart.
    static int item(
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            boolean transaction) {
        int units = started(Math.max(size(before), size(after)));
        return transaction ? 2 * units : units;
    }

    /// What the same write costs in one index.
    ///
    /// @param before the entry before, empty map if the item had none
    static int index(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (before.equals(after)) {
            return 0;
        }
        boolean keyChanged = !before.isEmpty() && !after.isEmpty();
        return keyChanged ? 2 : started(Math.max(size(before), size(after)));
    }

    private static int started(int bytes) {
        return Math.max(1, (bytes + UNIT - 1) / UNIT);
    }

    /// An item's size in bytes.
    public static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(each -> utf8(each.getKey()) + size(each.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case B -> value.b().asByteArrayUnsafe().length;
            case N -> (value.n().length() + 1) / 2 + 1;
            case L -> 3 + value.l().stream().mapToInt(each -> size(each) + 1).sum();
            case M -> 3 + size(value.m()) + value.m().size();
            case BOOL, NUL -> 1;
            case SS, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("no size for " + value.type());
        };
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The projection of a keys-only index: the item's key and the index's key, or nothing.
    static Map<String, AttributeValue> entry(
            Map<String, AttributeValue> item, List<String> attributes) {
        boolean complete = attributes.stream().allMatch(item::containsKey);
        return complete
                ? attributes.stream()
                        .collect(
                                Collectors.toMap(
                                        name -> name,
                                        name -> Optional.ofNullable(item.get(name)).orElseThrow()))
                : Map.of();
    }
}
