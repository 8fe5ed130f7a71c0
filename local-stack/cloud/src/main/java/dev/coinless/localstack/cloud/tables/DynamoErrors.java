package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import java.util.ArrayList;

/// DynamoDB's error answers, as its SDKs expect them.
final class DynamoErrors {

    private static final String PREFIX = "com.amazonaws.dynamodb.v20120810#";

    private DynamoErrors() {}

    static TableEndpoint.Answer throttled() {
        return error(
                400,
                "ProvisionedThroughputExceededException",
                "The level of configured provisioned throughput for the table was exceeded.");
    }

    static TableEndpoint.Answer internal() {
        return error(500, "InternalServerError", "Internal server error");
    }

    /// @param request the transaction; its last action is the one in conflict
    static TableEndpoint.Answer conflict(JsonNode request) {
        int actions = request.path("TransactItems").size();
        var reasons = Json.array();
        var codes = new ArrayList<String>();
        for (int i = 0; i < actions; i++) {
            boolean last = i == actions - 1;
            codes.add(last ? "TransactionConflict" : "None");
            var reason = reasons.addObject().put("Code", codes.getLast());
            if (last) {
                reason.put("Message", "Transaction is ongoing for the item");
            }
        }
        var body =
                Json.object()
                        .put("__type", PREFIX + "TransactionCanceledException")
                        .put(
                                "Message",
                                "Transaction cancelled, please refer cancellation reasons for"
                                        + " specific reasons ["
                                        + String.join(", ", codes)
                                        + "]");
        body.set("CancellationReasons", reasons);
        return new TableEndpoint.Answer(400, Json.payload(body));
    }

    private static TableEndpoint.Answer error(int status, String type, String message) {
        var body = Json.object().put("__type", PREFIX + type).put("message", message);
        return new TableEndpoint.Answer(status, Json.payload(body));
    }
}
