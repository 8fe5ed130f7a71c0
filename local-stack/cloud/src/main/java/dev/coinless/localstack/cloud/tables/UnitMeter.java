package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Measures what each call would cost in DynamoDB, whose units DynamoDB Local does not report.
///
/// Items are read before a write, and after an update; under concurrent writes to one item the
/// sizes are those of a moment ago. Safe for use by any thread.
final class UnitMeter {

    private final TableEndpoint endpoint;
    private final UnitTotals totals;
    private final Map<String, Capacity> capacities = new ConcurrentHashMap<>();

    UnitMeter(TableEndpoint endpoint, UnitTotals totals) {
        this.endpoint = endpoint;
        this.totals = totals;
    }

    /// What has to be known before a write.
    ///
    /// @param before the items as they are, in the order of the writes
    record Writing(String operation, List<ItemWrite> writes, List<JsonNode> before) {}

    /// A request that DynamoDB will refuse, such as one for an unknown table, has no writes.
    Writing before(String operation, JsonNode request) {
        try {
            var writes = ItemWrite.of(operation, request, table -> capacity(table).key());
            return new Writing(operation, writes, writes.stream().map(this::read).toList());
        } catch (TableEndpoint.Refused _) {
            return new Writing(operation, List.of(), List.of());
        }
    }

    /// Counts a write; a refused condition costs what it looked at.
    void wrote(Writing writing, boolean done) {
        boolean transactional = writing.operation().equals("TransactWriteItems");
        long units = 0;
        for (int i = 0; i < writing.writes().size(); i++) {
            var write = writing.writes().get(i);
            var before = writing.before().get(i);
            var after = done ? write.outcome().orElseGet(() -> read(write)) : before;
            units += capacity(write.table()).write(before, after, transactional);
        }
        if (!writing.writes().isEmpty()) {
            totals.addWrite(writing.operation(), (double) units);
        }
    }

    /// Counts a read by its answer.
    void read(String operation, JsonNode request, JsonNode answer) {
        boolean consistent = request.path("ConsistentRead").asBoolean();
        switch (operation) {
            case "GetItem" ->
                    totals.addRead(
                            operation,
                            Capacity.read(ItemSize.of(answer.path("Item")), consistent, false));
            case "Query", "Scan" -> {
                int bytes = 0;
                for (var item : answer.path("Items")) {
                    bytes += ItemSize.of(item);
                }
                totals.addRead(operation, Capacity.read(bytes, consistent, false));
            }
            case "BatchGetItem" -> totals.addRead(operation, batchUnits(request));
            case "TransactGetItems" -> {
                double units = 0;
                for (var response : answer.path("Responses")) {
                    units += Capacity.read(ItemSize.of(response.path("Item")), true, true);
                }
                totals.addRead(operation, units);
            }
            default -> {}
        }
    }

    private double batchUnits(JsonNode request) {
        double units = 0;
        for (var table : request.path("RequestItems").properties()) {
            boolean consistent = table.getValue().path("ConsistentRead").asBoolean();
            for (var key : table.getValue().path("Keys")) {
                var item = item(table.getKey(), key);
                units += Capacity.read(ItemSize.of(item), consistent, false);
            }
        }
        return units;
    }

    private JsonNode read(ItemWrite write) {
        return item(write.table(), write.key());
    }

    private JsonNode item(String table, JsonNode key) {
        var request = Json.object().put("TableName", table).put("ConsistentRead", true);
        request.set("Key", key);
        return endpoint.call("GetItem", request).path("Item");
    }

    private Capacity capacity(String table) {
        return capacities.computeIfAbsent(
                table,
                name -> {
                    var request = Json.object().put("TableName", name);
                    var described = endpoint.call("DescribeTable", request).path("Table");
                    return capacityOf(described);
                });
    }

    private static Capacity capacityOf(JsonNode table) {
        var indexes = new ArrayList<Capacity.Index>();
        for (var index : table.path("GlobalSecondaryIndexes")) {
            var projection = index.path("Projection");
            var projected = new HashSet<String>();
            projection.path("NonKeyAttributes").forEach(name -> projected.add(name.asText()));
            indexes.add(
                    new Capacity.Index(
                            keyNames(index),
                            projected,
                            projection.path("ProjectionType").asText().equals("ALL")));
        }
        return new Capacity(keyNames(table), indexes);
    }

    private static Set<String> keyNames(JsonNode described) {
        var names = new HashSet<String>();
        described.path("KeySchema").forEach(key -> names.add(key.path("AttributeName").asText()));
        return names;
    }
}
