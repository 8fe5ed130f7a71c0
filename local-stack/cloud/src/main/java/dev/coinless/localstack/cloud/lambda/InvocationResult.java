package dev.coinless.localstack.cloud.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;

/// How an invocation ended.
public sealed interface InvocationResult {

    /// What the caller gets: the function's answer, or Lambda's error document.
    Payload payload();

    /// The function answered.
    record Answered(Payload payload) implements InvocationResult {}

    /// The function threw, ran too long, or its process ended.
    ///
    /// @param payload `{"errorType":..., "errorMessage":...}` as Lambda gives it
    record Failed(Payload payload) implements InvocationResult {

        static Failed of(String errorType, String errorMessage) {
            var document =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("errorType", errorType)
                            .put("errorMessage", errorMessage);
            return new Failed(Payload.of(document.toString()));
        }
    }

    /// No process became free in time; Lambda's `TooManyRequestsException`.
    record Throttled(Payload payload) implements InvocationResult {

        static Throttled of(String function) {
            var failed = Failed.of("TooManyRequestsException", function + " is at its concurrency");
            return new Throttled(failed.payload());
        }
    }

    /// Type and message of an error, for logs; an answer may hold secrets and has no summary.
    default String summary() {
        var document = Json.readOrMissing(payload());
        return document.path("errorType").asText() + ": " + document.path("errorMessage").asText();
    }

    /// The payload as text.
    default String text() {
        return payload().text();
    }
}
