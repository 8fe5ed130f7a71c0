package dev.coinless.lab.raw;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.cloud.LocalCloud;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Everything that stands in the cloud's tables, read past the proxy and its troubles.
public final class TableContents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// DynamoDB Local takes any credential but wants one.
    private static final String ANY_CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    /// The table's name locally, as keys of [#of] begin.
    private static final String SALES = "Table ";

    private TableContents() {}

    /// All items by table and key, as DynamoDB writes them down.
    public static Map<String, JsonNode> of(LocalCloud cloud) {
        var items = new TreeMap<String, JsonNode>();
        call(cloud, "ListTables", JSON.createObjectNode())
                .path("TableNames")
                .forEach(table ->
                        scan(
                                cloud,
                                table.asText(),
                                item -> {
                                    var key =
                                            item.path("pk").path("S").asText()
                                                    + " "
                                                    + item.path("sk");
                                    items.put(table.asText() + " " + key, item);
                                }));
        return items;
    }

    /// The items of the sales' table; the Book beside it goes on by itself, each minute.
    public static Map<String, JsonNode> ofSales(LocalCloud cloud) {
        var items = of(cloud);
        items.keySet().removeIf(key -> !key.startsWith(SALES));
        return items;
    }

    /// Writes an item that has nothing but its key, past everything.
    public static void putKey(LocalCloud cloud, String partition, String sort) {
        var request = JSON.createObjectNode().put("TableName", SALES.strip());
        request.set("Item", key(partition, sort));
        call(cloud, "PutItem", request);
    }

    /// Writes an item of any table, past everything.
    public static void put(LocalCloud cloud, String table, JsonNode item) {
        var request = JSON.createObjectNode().put("TableName", table);
        request.set("Item", item);
        call(cloud, "PutItem", request);
    }

    /// Removes an item, past everything.
    public static void remove(LocalCloud cloud, String partition, String sort) {
        var request = JSON.createObjectNode().put("TableName", SALES.strip());
        request.set("Key", key(partition, sort));
        call(cloud, "DeleteItem", request);
    }

    private static ObjectNode key(String partition, String sort) {
        var key = JSON.createObjectNode();
        key.putObject("pk").put("S", partition);
        key.putObject("sk").put("S", sort);
        return key;
    }

    private static void scan(LocalCloud cloud, String table, Consumer<JsonNode> reader) {
        var request = JSON.createObjectNode().put("TableName", table).put("ConsistentRead", true);
        JsonNode answer;
        do {
            answer = call(cloud, "Scan", request);
            answer.path("Items").forEach(reader);
            request.set("ExclusiveStartKey", answer.path("LastEvaluatedKey"));
        } while (answer.has("LastEvaluatedKey"));
    }

    private static JsonNode call(LocalCloud cloud, String operation, ObjectNode input) {
        var request =
                HttpRequest.newBuilder(cloud.tables())
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("Authorization", ANY_CREDENTIAL)
                        .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                        .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(operation + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("the tables do not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
