package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The size of an item by the rules in the DynamoDB Developer Guide ("Item sizes and formats"), in
/// bytes.
final class ItemSize {

    /// A list or a map, before its contents.
    private static final int CONTAINER_BYTES = 3;

    /// Each element of a list, each pair of a map.
    private static final int ELEMENT_BYTES = 1;

    private ItemSize() {}

    /// Attribute names and values; a missing item is 0.
    static int of(JsonNode item) {
        int size = 0;
        for (var attribute : item.properties()) {
            size += utf8(attribute.getKey()) + ofValue(attribute.getValue());
        }
        return size;
    }

    private static int ofValue(JsonNode typed) {
        var only = typed.properties().iterator().next();
        var value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> utf8(value.asText());
            case "N" -> ofNumber(value.asText());
            case "B" -> Base64.getDecoder().decode(value.asText()).length;
            case "SS" -> sum(value, text -> utf8(text));
            case "NS" -> sum(value, ItemSize::ofNumber);
            case "BS" -> sum(value, text -> Base64.getDecoder().decode(text).length);
            case "L" -> ofList(value);
            case "M" -> CONTAINER_BYTES + of(value) + ELEMENT_BYTES * value.size();
            case "BOOL", "NULL" -> 1;
            case String other -> throw new IllegalArgumentException("attribute type " + other);
        };
    }

    private static int ofList(JsonNode values) {
        int size = CONTAINER_BYTES;
        for (var value : values) {
            size += ELEMENT_BYTES + ofValue(value);
        }
        return size;
    }

    /// About one byte for two significant digits, and one more; a sign takes another.
    private static int ofNumber(String number) {
        var mantissa = number.split("[eE]", -1)[0];
        var digits =
                mantissa.replaceAll("[^0-9]", "").replaceFirst("^0+", "").replaceFirst("0+$", "");
        return (digits.length() + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0);
    }

    private static int sum(JsonNode values, java.util.function.ToIntFunction<String> size) {
        int sum = 0;
        for (var value : values) {
            sum += size.applyAsInt(value.asText());
        }
        return sum;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
