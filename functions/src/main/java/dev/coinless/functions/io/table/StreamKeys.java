package dev.coinless.functions.io.table;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads from a changed item's key what is to be swept.
public final class StreamKeys {

    private StreamKeys() {}

    /// The places whose proofs a change may have extended: a new receipt's generation, or all
    /// generations of a module whose progress moved.
    public static List<Place> placesOf(Map<String, AttributeValue> keys, RedeemStore store) {
        var partition = text(keys, Schema.PARTITION);
        if (partition.startsWith(ModuleItems.RECEIPT)) {
            return List.of(
                    DynamoOpenHolds.placeOf(partition.substring(ModuleItems.RECEIPT.length())));
        }
        if (partition.startsWith(ModuleItems.PROGRESS_OF)) {
            var module = ModuleId.fromHex(partition.substring(ModuleItems.PROGRESS_OF.length()));
            return store.progress(module).generations().stream()
                    .map(progress -> new Place(module, progress.generation()))
                    .toList();
        }
        return List.of();
    }

    private static String text(Map<String, AttributeValue> keys, String name) {
        return Optional.ofNullable(keys.get(name)).map(AttributeValue::getS).orElse("");
    }
}
