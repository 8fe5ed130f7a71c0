package dev.coinless.localstack.cloud.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.things.ThingRegistry;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;

/// IoT Core's control plane, as far as enrolment uses it, and `Publish` of its data plane, so that
/// the SDK's clients work with this endpoint.
public final class IotApi {

    /// IoT Core's largest message, in bytes (128 KiB).
    private static final int MAX_MESSAGE_BYTES = 128 * 1024;

    private static final String PRINCIPAL = "x-amzn-principal";
    private static final String NAME = "([A-Za-z0-9:_+=,.@-]{1,128})";

    private final ThingRegistry registry;
    private final String endpoint;
    private final MessageSink sink;
    private final List<Operation> operations =
            List.of(
                    operation("GET", "/endpoint", (_, _) -> describeEndpoint()),
                    operation("POST", "/certificates", (_, request) -> certify(request)),
                    operation("PUT", "/certificates/" + NAME, this::updateCertificate),
                    operation("POST", "/things/" + NAME, (thing, _) -> addThing(thing)),
                    operation("GET", "/things/" + NAME + "/principals", (thing, _) -> list(thing)),
                    operation("PUT", "/things/" + NAME + "/principals", this::attach),
                    operation("DELETE", "/things/" + NAME + "/principals", this::detach),
                    operation("PUT", "/target-policies/" + NAME, this::attachPolicy),
                    operation("POST", "/topics/(.+)", this::publish));

    /// Where a published message goes.
    @FunctionalInterface
    public interface MessageSink {
        /// Tells whether the broker has taken it.
        boolean publish(String topic, int qos, Payload payload);
    }

    private record Operation(String method, Pattern path, Action action) {}

    private interface Action {
        HttpAnswer answer(String name, HttpRequest request);
    }

    /// @param endpoint where modules reach the broker, `host:port`
    public IotApi(ThingRegistry registry, String endpoint, MessageSink sink) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.sink = sink;
    }

    /// Empty when the request is for something else.
    Optional<HttpAnswer> answer(HttpRequest request) {
        for (var operation : operations) {
            var path = operation.path().matcher(request.path());
            if (operation.method().equals(request.method()) && path.matches()) {
                var name = path.groupCount() == 0 ? "" : path.group(1);
                return Optional.of(answer(operation.action(), name, request));
            }
        }
        return Optional.empty();
    }

    private static HttpAnswer answer(Action action, String name, HttpRequest request) {
        try {
            return action.answer(name, request);
        } catch (NoSuchElementException e) {
            return error(404, "ResourceNotFoundException", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return error(400, "InvalidRequestException", String.valueOf(e.getMessage()));
        }
    }

    private HttpAnswer describeEndpoint() {
        return ok(Json.object().put("endpointAddress", endpoint));
    }

    private HttpAnswer certify(HttpRequest request) {
        var body = Json.readOrMissing(request.body());
        boolean active = request.query().contains("setAsActive=true");
        var issued = registry.certify(body.path("certificateSigningRequest").asText(), active);
        return ok(
                Json.object()
                        .put("certificateArn", issued.arn())
                        .put("certificateId", issued.id())
                        .put("certificatePem", issued.pem()));
    }

    private HttpAnswer updateCertificate(String id, HttpRequest request) {
        registry.setActive(id, request.query().contains("newStatus=ACTIVE"));
        return ok(Json.object());
    }

    private HttpAnswer addThing(String thing) {
        registry.addThing(thing);
        return ok(Json.object().put("thingName", thing).put("thingArn", Arns.thing(thing)));
    }

    private HttpAnswer list(String thing) {
        var answer = Json.object();
        registry.principals(thing).forEach(answer.putArray("principals")::add);
        return ok(answer);
    }

    private HttpAnswer attach(String thing, HttpRequest request) {
        registry.attach(thing, request.header(PRINCIPAL));
        return ok(Json.object());
    }

    private HttpAnswer detach(String thing, HttpRequest request) {
        registry.detach(thing, request.header(PRINCIPAL));
        return ok(Json.object());
    }

    private HttpAnswer attachPolicy(String policy, HttpRequest request) {
        var target = Json.readOrMissing(request.body()).path("target").asText();
        registry.attachPolicy(policy, target);
        return ok(Json.object());
    }

    private HttpAnswer publish(String topic, HttpRequest request) {
        if (topic.matches(".*[+#].*")) {
            return error(400, "InvalidRequestException", "a topic has no wildcards");
        }
        if (request.body().length() > MAX_MESSAGE_BYTES) {
            return error(413, "RequestEntityTooLargeException", "at most 128 KB");
        }
        int qos = request.query().contains("qos=1") ? 1 : 0;
        return sink.publish(topic, qos, request.body())
                ? ok(Json.object().put("message", "OK"))
                : error(500, "InternalFailureException", "the broker does not answer");
    }

    private static Operation operation(String method, String path, Action action) {
        return new Operation(method, Pattern.compile(path, Pattern.DOTALL), action);
    }

    private static HttpAnswer ok(JsonNode body) {
        return new HttpAnswer(
                200, Map.of("Content-Type", List.of("application/json")), Json.payload(body));
    }

    private static HttpAnswer error(int status, String type, String message) {
        return new HttpAnswer(
                status,
                Map.of(
                        "Content-Type", List.of("application/json"),
                        "X-Amzn-ErrorType", List.of(type)),
                Json.payload(Json.object().put("message", message)));
    }
}
