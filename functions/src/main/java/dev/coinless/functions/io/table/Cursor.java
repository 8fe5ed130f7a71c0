package dev.coinless.functions.io.table;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/// Where a scan goes on, as one text: both parts of a key, which have no bar in them.
final class Cursor {

    private static final String SEPARATOR = "|";

    private Cursor() {}

    /// Where the next page begins; empty after the last.
    static Optional<String> after(ScanResponse page) {
        return page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty()
                ? Optional.of(
                        text(page.lastEvaluatedKey(), Schema.PARTITION)
                                + SEPARATOR
                                + text(page.lastEvaluatedKey(), Schema.SORT))
                : Optional.empty();
    }

    static Map<String, AttributeValue> key(String cursor) {
        int at = cursor.indexOf(SEPARATOR);
        if (at < 0) {
            throw new IllegalArgumentException("this is no place to go on from: " + cursor);
        }
        return Map.of(
                Schema.PARTITION, AttributeValue.fromS(cursor.substring(0, at)),
                Schema.SORT, AttributeValue.fromS(cursor.substring(at + 1)));
    }

    private static String text(Map<String, AttributeValue> key, String name) {
        return Optional.ofNullable(key.get(name)).map(AttributeValue::s).orElseThrow();
    }
}
