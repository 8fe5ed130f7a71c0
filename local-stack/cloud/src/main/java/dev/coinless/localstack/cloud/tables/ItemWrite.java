package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.coinless.localstack.cloud.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// One item that a request writes.
///
/// @param key the item's key attributes
/// @param outcome the item after the write, when the request tells; an update does not
record ItemWrite(String table, JsonNode key, Optional<JsonNode> outcome) {

    private static final JsonNode GONE = MissingNode.getInstance();

    /// The items a request writes, in its order.
    ///
    /// @param keyOf the key attributes of a table
    static List<ItemWrite> of(
            String operation, JsonNode request, Function<String, Set<String>> keyOf) {
        return switch (operation) {
            case "PutItem" -> List.of(put(request, keyOf));
            case "UpdateItem" -> List.of(keyed(request, Optional.empty()));
            case "DeleteItem" -> List.of(keyed(request, Optional.of(GONE)));
            case "TransactWriteItems" -> ofTransaction(request, keyOf);
            case "BatchWriteItem" -> ofBatch(request, keyOf);
            default -> List.of();
        };
    }

    private static List<ItemWrite> ofTransaction(
            JsonNode request, Function<String, Set<String>> keyOf) {
        var writes = new ArrayList<ItemWrite>();
        for (var action : request.path("TransactItems")) {
            var only = action.properties().iterator().next();
            writes.add(
                    switch (only.getKey()) {
                        case "Put" -> put(only.getValue(), keyOf);
                        case "Delete" -> keyed(only.getValue(), Optional.of(GONE));
                        default -> keyed(only.getValue(), Optional.empty());
                    });
        }
        return writes;
    }

    private static List<ItemWrite> ofBatch(JsonNode request, Function<String, Set<String>> keyOf) {
        var writes = new ArrayList<ItemWrite>();
        for (var table : request.path("RequestItems").properties()) {
            var name = table.getKey();
            for (var action : table.getValue()) {
                var item = action.path("PutRequest").path("Item");
                writes.add(
                        item.isMissingNode()
                                ? new ItemWrite(
                                        name,
                                        action.path("DeleteRequest").path("Key"),
                                        Optional.of(GONE))
                                : new ItemWrite(
                                        name, keyIn(item, keyOf.apply(name)), Optional.of(item)));
            }
        }
        return writes;
    }

    private static ItemWrite put(JsonNode request, Function<String, Set<String>> keyOf) {
        var table = request.path("TableName").asText();
        var item = request.path("Item");
        return new ItemWrite(table, keyIn(item, keyOf.apply(table)), Optional.of(item));
    }

    private static ItemWrite keyed(JsonNode request, Optional<JsonNode> outcome) {
        return new ItemWrite(request.path("TableName").asText(), request.path("Key"), outcome);
    }

    private static JsonNode keyIn(JsonNode item, Set<String> names) {
        var key = Json.object();
        names.forEach(name -> key.set(name, item.path(name)));
        return key;
    }
}
