package dev.coinless.localstack.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A response to the caller.
///
/// @param headers several values each, for cookies
record HttpAnswer(int status, Map<String, List<String>> headers, Payload body) {

    private static final Map<String, List<String>> JSON_TYPE =
            Map.of("Content-Type", List.of("application/json"));

    /// API Gateway's own answers.
    static HttpAnswer message(int status, String message) {
        return new HttpAnswer(
                status, JSON_TYPE, Json.payload(Json.object().put("message", message)));
    }

    /// What API Gateway makes of a function's result (payload format 2.0).
    static HttpAnswer of(InvocationResult result) {
        return switch (result) {
            case InvocationResult.Answered answered -> ofPayload(answered.payload());
            case InvocationResult.Failed _ -> message(500, "Internal Server Error");
            case InvocationResult.Throttled _ -> message(503, "Service Unavailable");
        };
    }

    private static HttpAnswer ofPayload(Payload payload) {
        var node = Json.readOrMissing(payload);
        if (!node.isObject() || !node.has("statusCode")) {
            return new HttpAnswer(200, JSON_TYPE, payload);
        }
        if (!node.path("statusCode").canConvertToInt()) {
            return message(500, "Internal Server Error");
        }
        return new HttpAnswer(node.path("statusCode").asInt(), headers(node), body(node));
    }

    private static Map<String, List<String>> headers(JsonNode node) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(JSON_TYPE);
        node.path("headers")
                .properties()
                .forEach(header ->
                        headers.put(header.getKey(), List.of(header.getValue().asText())));
        var cookies = new ArrayList<String>();
        node.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        if (!cookies.isEmpty()) {
            headers.put("Set-Cookie", cookies);
        }
        return headers;
    }

    private static Payload body(JsonNode node) {
        var body = node.path("body").asText("");
        return node.path("isBase64Encoded").asBoolean()
                ? Payload.of(Base64.getDecoder().decode(body))
                : Payload.of(body);
    }
}
