package dev.coinless.localstack.cloud.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.template.Arns;
import java.util.List;

/// The event that Lambda makes of stream records.
final class StreamEvent {

    private StreamEvent() {}

    /// @param records as `GetRecords` gives them
    static ObjectNode of(String table, List<JsonNode> records) {
        var event = Json.object();
        var out = event.putArray("Records");
        for (var stored : records) {
            var record =
                    out.addObject()
                            .put("eventID", stored.path("eventID").asText())
                            .put("eventName", stored.path("eventName").asText())
                            .put("eventVersion", "1.1")
                            .put("eventSource", "aws:dynamodb")
                            .put("awsRegion", Arns.REGION);
            record.set("dynamodb", stored.path("dynamodb"));
            if (stored.path("userIdentity").isObject()) {
                record.set("userIdentity", stored.path("userIdentity"));
            }
            record.put("eventSourceARN", Arns.stream(table));
        }
        return event;
    }

    static String sequenceNumber(JsonNode stored) {
        return stored.path("dynamodb").path("SequenceNumber").asText();
    }
}
