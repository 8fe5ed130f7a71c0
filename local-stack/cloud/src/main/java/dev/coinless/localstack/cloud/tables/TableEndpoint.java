package dev.coinless.localstack.cloud.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// DynamoDB Local, spoken to in DynamoDB's own JSON protocol.
public final class TableEndpoint {

    /// DynamoDB Local's part of `X-Amz-Target`.
    private static final String TABLES = "DynamoDB_20120810.";

    private static final String STREAMS = "DynamoDBStreams_20120810.";

    /// A local call that takes longer has failed.
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    /// DynamoDB Local wants a credential and does not check it.
    private static final String ANY_CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-central-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @param port DynamoDB Local's port on loopback
    public TableEndpoint(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/");
    }

    /// An answer as it came.
    public record Answer(int status, Payload body) {

        public boolean isOk() {
            return status == 200;
        }

        public JsonNode json() {
            return Json.readOrMissing(body);
        }
    }

    /// Calls a table operation.
    ///
    /// @throws Refused when the answer is an error
    public JsonNode call(String operation, JsonNode request) {
        return checked(operation, send(TABLES + operation, Json.payload(request)));
    }

    /// Calls a stream operation.
    ///
    /// @throws Refused when the answer is an error
    public JsonNode callStreams(String operation, JsonNode request) {
        return checked(operation, send(STREAMS + operation, Json.payload(request)));
    }

    /// Forwards a request as it is.
    ///
    /// @param target the operation with its API version, `DynamoDB_20120810.PutItem`
    public Answer send(String target, Payload body) {
        var request =
                java.net.http.HttpRequest.newBuilder(uri)
                        .timeout(CALL_LIMIT)
                        .header("X-Amz-Target", target)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("Authorization", ANY_CREDENTIAL)
                        .POST(BodyPublishers.ofByteArray(body.bytes()))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Payload.of(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB Local at " + uri + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode checked(String operation, Answer answer) {
        if (!answer.isOk()) {
            throw new Refused(operation, answer);
        }
        return answer.json();
    }

    /// DynamoDB Local answered with an error.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;

        Refused(String operation, Answer answer) {
            super(operation + ": " + answer.body().text());
            var full = answer.json().path("__type").asText();
            this.type = full.substring(full.indexOf('#') + 1);
        }

        /// The exception's name, such as `ResourceNotFoundException`.
        public String type() {
            return type;
        }
    }
}
