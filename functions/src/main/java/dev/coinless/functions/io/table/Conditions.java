package dev.coinless.functions.io.table;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The conditions under which items are written.
final class Conditions {

    /// The attribute in which items carry their version.
    static final String VERSION = "ver";

    /// No item of this key exists.
    static final Expression ABSENT =
            Expression.builder()
                    .expression("attribute_not_exists(#pk)")
                    .expressionNames(Map.of("#pk", Schema.PARTITION))
                    .build();

    private Conditions() {}

    /// The item still has this version.
    static Expression version(String attribute, long version) {
        return is(attribute, AttributeValue.fromN(Long.toString(version)));
    }

    /// The item still has the version before this one, or does not exist if this is the first.
    static Expression next(long version) {
        return version == 1 ? ABSENT : version(VERSION, version - 1);
    }

    /// The attribute still has this text.
    static Expression text(String attribute, String value) {
        return is(attribute, AttributeValue.fromS(value));
    }

    private static Expression is(String attribute, AttributeValue value) {
        return Expression.builder()
                .expression("#a = :v")
                .expressionNames(Map.of("#a", attribute))
                .expressionValues(Map.of(":v", value))
                .build();
    }
}
