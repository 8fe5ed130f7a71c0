package dev.coinless.localstack.cloud.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.tables.TableEndpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads a table's stream from a position on, shard after shard.
///
/// For one thread.
final class TableStream {

    private final TableEndpoint endpoint;
    private final String streamArn;
    private final Map<String, String> iterators = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    private TableStream(TableEndpoint endpoint, String streamArn) {
        this.endpoint = endpoint;
        this.streamArn = streamArn;
    }

    /// Opens the table's stream; writes from now on are seen, earlier ones only from the start.
    static TableStream open(TableEndpoint endpoint, String table, boolean fromTheStart) {
        var description =
                endpoint.call("DescribeTable", Json.object().put("TableName", table)).path("Table");
        var arn = description.path("LatestStreamArn").asText();
        if (arn.isEmpty()) {
            throw new IllegalStateException("table " + table + " has no stream");
        }
        var stream = new TableStream(endpoint, arn);
        stream.findShards(fromTheStart ? "TRIM_HORIZON" : "LATEST");
        return stream;
    }

    /// The next records in the order of their writes, none when there are none yet.
    List<JsonNode> next(int max) {
        for (var shard : List.copyOf(iterators.keySet())) {
            var records = read(shard, max);
            if (!records.isEmpty()) {
                return records;
            }
        }
        return List.of();
    }

    private List<JsonNode> read(String shard, int max) {
        var request = Json.object().put("ShardIterator", iterators.get(shard)).put("Limit", max);
        var answer = endpoint.callStreams("GetRecords", request);
        var next = answer.path("NextShardIterator").asText("");
        if (next.isEmpty()) {
            iterators.remove(shard);
            findShards("TRIM_HORIZON");
        } else {
            iterators.put(shard, next);
        }
        var records = new ArrayList<JsonNode>();
        answer.path("Records").forEach(records::add);
        return records;
    }

    private void findShards(String position) {
        var description =
                endpoint.callStreams("DescribeStream", request()).path("StreamDescription");
        for (var shard : description.path("Shards")) {
            var id = shard.path("ShardId").asText();
            if (known.add(id)) {
                var iterator =
                        endpoint.callStreams(
                                "GetShardIterator",
                                request().put("ShardId", id).put("ShardIteratorType", position));
                iterators.put(id, iterator.path("ShardIterator").asText());
            }
        }
    }

    private ObjectNode request() {
        return Json.object().put("StreamArn", streamArn);
    }
}
