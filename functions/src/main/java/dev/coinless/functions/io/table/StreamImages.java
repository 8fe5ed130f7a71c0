package dev.coinless.functions.io.table;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.coinless.functions.book.DeriveEntries;
import dev.coinless.functions.book.NewEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/// Reads the Book's entries from what a change leaves of an item.
public final class StreamImages {

    private final DeriveEntries derive;

    public StreamImages(DeriveEntries derive) {
        this.derive = derive;
    }

    /// The item that a change is about.
    public static String itemOf(DynamodbStreamRecord change) {
        return Optional.ofNullable(change.getDynamodb().getKeys().get(Schema.PARTITION))
                .map(AttributeValue::getS)
                .orElse("an item without a key");
    }

    /// All entries of the item as the change left it, those from before included: whoever edits an
    /// entry is found out because it then contradicts the Book.
    ///
    /// @throws IllegalStateException if the item cannot be read, or was removed
    public List<NewEntry> entriesOf(DynamodbStreamRecord change) {
        var item = itemOf(change);
        boolean hold = item.startsWith(HoldItems.HOLD);
        if (!hold && !item.startsWith(AccountItems.MOVEMENT)) {
            return List.of();
        }
        var image =
                Optional.ofNullable(change.getDynamodb().getNewImage())
                        .orElseThrow(() ->
                                new IllegalStateException("an item with entries was removed"));
        return hold
                ? derive.of(HoldItems.HOLDS.mapToItem(convert(image)))
                : List.of(derive.of(AccountItems.MOVEMENTS.mapToItem(convert(image))));
    }

    /// Lambda's events have their own class for the same thing.
    static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> convert(
            Map<String, AttributeValue> image) {
        var converted =
                new HashMap<
                        String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>();
        image.forEach((name, value) -> converted.put(name, convert(value)));
        return converted;
    }

    private static software.amazon.awssdk.services.dynamodb.model.AttributeValue convert(
            AttributeValue value) {
        var built = software.amazon.awssdk.services.dynamodb.model.AttributeValue.builder();
        if (value.getS() != null) {
            built.s(value.getS());
        } else if (value.getN() != null) {
            built.n(value.getN());
        } else if (value.getB() != null) {
            built.b(SdkBytes.fromByteBuffer(value.getB()));
        } else if (value.getBOOL() != null) {
            built.bool(value.getBOOL());
        } else if (Boolean.TRUE.equals(value.getNULL())) {
            built.nul(true);
        } else if (value.getL() != null) {
            built.l(value.getL().stream().map(StreamImages::convert).toList());
        } else if (value.getM() != null) {
            built.m(convert(value.getM()));
        } else {
            throw new IllegalStateException("an attribute of a type that no item has");
        }
        return built.build();
    }
}
