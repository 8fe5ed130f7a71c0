package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The event files in `events/`, as AWS would send them. `-Dupdate=events` writes them anew.
final class EventFiles {

    private static final Path FOLDER = Path.of("../events");
    private static final boolean UPDATE = "events".equals(System.getProperty("update"));
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private EventFiles() {}

    /// The file's content.
    ///
    /// @param expected what it must be; a difference is an error that says how to update
    static String read(String function, String name, JsonNode expected) {
        var file = FOLDER.resolve(function).resolve(name + ".json");
        try {
            if (UPDATE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, JSON.writeValueAsString(expected) + "\n");
            }
            var content = Files.readString(file);
            if (!JSON.readTree(content).equals(expected)) {
                throw new AssertionError(
                        "events/%s/%s.json is not what is sent now; update it with -Dupdate=events"
                                .formatted(function, name));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text that was drawn at random when the file was written, such as a sealed bundle.
    ///
    /// @param fresh makes another one, which always goes through the same steps
    static String recorded(String function, String name, String at, Supplier<String> fresh) {
        var made = fresh.get();
        var file = FOLDER.resolve(function).resolve(name + ".json");
        try {
            return UPDATE ? made : JSON.readTree(Files.readString(file)).at(at).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// API Gateway's payload format 2.0, without what would name a phone's address.
    static JsonNode http(String route, APIGatewayV2HTTPEvent event, Instant at) {
        var node = JSON.createObjectNode();
        node.put("version", "2.0");
        node.put("routeKey", route);
        node.put("rawPath", event.getRawPath());
        node.put("rawQueryString", "");
        var headers = node.putObject("headers");
        headers.put("host", "api.test");
        event.getHeaders()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var context = node.putObject("requestContext");
        context.put("accountId", "000000000000");
        context.put("apiId", "local");
        context.put("domainName", "api.test");
        var http = context.putObject("http");
        http.put("method", event.getRequestContext().getHttp().getMethod());
        http.put("path", event.getRawPath());
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", "127.0.0.1");
        http.put("userAgent", "");
        context.put("requestId", "request");
        context.put("routeKey", route);
        context.put("stage", "$default");
        context.put("timeEpoch", at.toEpochMilli());
        if (!event.getBody().isEmpty()) {
            node.put("body", event.getBody());
        }
        node.put("isBase64Encoded", false);
        return json(node.toString());
    }

    static JsonNode queue(String... bodies) {
        var node = JSON.createObjectNode();
        var records = node.putArray("Records");
        for (int i = 0; i < bodies.length; i++) {
            ObjectNode message = records.addObject();
            message.put("messageId", "message-" + i);
            message.put("receiptHandle", "handle-" + i);
            message.put("body", bodies[i]);
            message.putObject("attributes").put("ApproximateReceiveCount", "1");
            message.putObject("messageAttributes");
            message.put("eventSource", "aws:sqs");
            message.put("eventSourceARN", "arn:aws:sqs:eu-central-1:000000000000:BundleQueue");
            message.put("awsRegion", "eu-central-1");
        }
        return json(node.toString());
    }

    static JsonNode stream(String partition, String sort) {
        var node = JSON.createObjectNode();
        var record = node.putArray("Records").addObject();
        record.put("eventID", "event");
        record.put("eventName", "INSERT");
        record.put("eventVersion", "1.1");
        record.put("eventSource", "aws:dynamodb");
        record.put("awsRegion", "eu-central-1");
        var change = record.putObject("dynamodb");
        var keys = change.putObject("Keys");
        keys.putObject("pk").put("S", partition);
        keys.putObject("sk").put("S", sort);
        change.put("SequenceNumber", "111");
        change.put("SizeBytes", 26);
        change.put("StreamViewType", "NEW_AND_OLD_IMAGES");
        record.put(
                "eventSourceARN",
                "arn:aws:dynamodb:eu-central-1:000000000000:table/Table/stream/local");
        return json(node.toString());
    }

    static JsonNode schedule(String name) {
        var node = JSON.createObjectNode();
        node.put("version", "0");
        node.put("id", "00000000-0000-0000-0000-000000000000");
        node.put("detail-type", "Scheduled Event");
        node.put("source", "aws.scheduler");
        node.put("account", "000000000000");
        node.put("time", "2026-03-01T12:00:00Z");
        node.put("region", "eu-central-1");
        node.putArray("resources")
                .add("arn:aws:scheduler:eu-central-1:000000000000:schedule/default/" + name);
        node.put("detail", "{}");
        return json(node.toString());
    }

    static JsonNode direct(Map<String, Object> input) {
        return json(JSON.valueToTree(input).toString());
    }
}
