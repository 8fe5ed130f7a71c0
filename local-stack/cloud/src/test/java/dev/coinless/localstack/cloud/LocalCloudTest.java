package dev.coinless.localstack.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import dev.coinless.localstack.cloud.fixture.Programs;
import dev.coinless.localstack.cloud.fixture.RunningCloud;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program on a whole template, from outside.
final class LocalCloudTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir static Path folder;

    private static Programs.Running broker;
    private static RunningCloud cloud;

    @BeforeAll
    static void start() throws Exception {
        broker = Programs.broker(folder.resolve("broker"));
        cloud = RunningCloud.start(folder, template(folder), broker.port());
        cloud.command("aws-mode off");
    }

    @AfterAll
    static void end() {
        cloud.close();
        broker.process().destroyForcibly();
    }

    @Test
    void aRequestReachesTheFunctionOfItsRouteAsAnHttpApiEvent() throws Exception {
        var response = cloud.request("GET", "/v1/things/a1?x=1&x=2&y=%20z", "", "X-Colour", "Red");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        var event = Json.read(response.body()).path("input");
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /v1/things/{id}");
        assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a1");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%20z");
        assertThat(event.path("queryStringParameters").path("x").asText()).isEqualTo("1,2");
        assertThat(event.path("headers").path("x-colour").asText()).isEqualTo("Red");
        assertThat(event.path("requestContext").path("http").path("sourceIp").asText())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void anUnknownRouteIsApiGatewaysNotFound() throws Exception {
        var response = cloud.request("PUT", "/v1/things/a1", "");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Test
    void aBodyAboveTenMegabytesIsRefused() throws Exception {
        var response = cloud.request("POST", "/v1/things", "x".repeat(10 * 1024 * 1024 + 1));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aFunctionIsInvokedThroughLambdasOwnApi() throws Exception {
        var response = invoke("echo", "{\"a\":1}", "RequestResponse");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-amz-function-error")).isEmpty();
        assertThat(Json.read(response.body()).path("input").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void anExceptionShowsAsFunctionErrorInLambdasApi() throws Exception {
        var response = invoke("echo", "{\"do\":\"throw\"}", "RequestResponse");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-amz-function-error")).contains("Unhandled");
        assertThat(response.body()).contains("asked to throw");
    }

    @Test
    void anUnknownFunctionIsResourceNotFound() throws Exception {
        var response = invoke("nobody", "{}", "RequestResponse");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-errortype"))
                .contains("ResourceNotFoundException");
    }

    @Test
    void anEventInvocationIsAcceptedAndDeliveredLater() throws Exception {
        var response = invoke("Follow", "{\"late\":true}", "Event");

        assertThat(response.statusCode()).isEqualTo(202);
        await().atMost(SOON).until(() -> recorded("Follow", "late").findAny().isPresent());
    }

    @Test
    void aSchedulerStartsItsFunctionAtOnceWithItsInput() {
        await().atMost(SOON).until(() -> recorded("Tick", "job").findAny().isPresent());
    }

    @Test
    void aModulesMessageArrivesAsQueueEventThroughTheTopicRule() throws Exception {
        await().atMost(SOON)
                .until(() -> cloud.command("status").path("brokerConnected").asBoolean());
        publish("coinless/M8/up/receipt", "bytes of M8");
        publish("$aws/rules/up/coinless/M9/up/health", "bytes of M9");
        publish("coinless/M8/down/ack", "not for the rule");

        await().atMost(SOON).until(() -> receivedMessages().count() == 2);
        assertThat(receivedMessages())
                .containsExactlyInAnyOrder(
                        Json.read(
                                "{\"payload\":\"Ynl0ZXMgb2YgTTg=\",\"module\":\"M8\",\"kind\":\"receipt\"}"),
                        Json.read(
                                "{\"payload\":\"Ynl0ZXMgb2YgTTk=\",\"module\":\"M9\",\"kind\":\"health\"}"));
    }

    @Test
    void aFrontThatIsDownRefusesConnectionsUntilItIsUp() throws Exception {
        cloud.command("fault cloud down");
        assertThatThrownBy(() -> cloud.request("GET", "/v1/things/a1", ""))
                .isInstanceOf(java.net.ConnectException.class);

        cloud.command("fault cloud unavailable");
        assertThat(cloud.request("GET", "/v1/things/a1", "").statusCode()).isEqualTo(503);
        assertThat(invoke("echo", "{}", "RequestResponse").statusCode()).isEqualTo(200);

        cloud.command("fault clear");
        assertThat(cloud.request("GET", "/v1/things/a1", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aLostAnswerIsLostAfterTheFunctionHasWorked() throws Exception {
        cloud.command("fault cloud lose 1 /v1/things");

        assertThatThrownBy(() -> cloud.request("POST", "/v1/things", "{}"))
                .isInstanceOf(java.io.IOException.class);

        assertThat(cloud.request("GET", "/v1/things/a1", "").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsThatNobodyKnowsAreRefused() {
        for (var line :
                List.of("fault", "fault cloud", "fault cloud lose x", "fault table gone 1")) {
            assertThat(cloud.command(line).path("error").asText())
                    .as(line)
                    .isEqualTo("BAD_ARGUMENT");
        }
    }

    @Test
    void commandsAnswerWithOneLineEach() {
        assertThat(
                        cloud.command("invoke echo {\"b\":2}")
                                .path("result")
                                .path("input")
                                .path("b")
                                .asInt())
                .isEqualTo(2);
        assertThat(cloud.command("invoke nobody").path("error").asText())
                .isEqualTo("UNKNOWN_FUNCTION");
        assertThat(cloud.command("invoke echo {").path("error").asText()).isEqualTo("BAD_ARGUMENT");
        assertThat(cloud.command("dance").path("error").asText()).isEqualTo("UNKNOWN_COMMAND");
        assertThat(cloud.command("aws-mode on rate 7").path("error").asText())
                .isEqualTo("BAD_ARGUMENT");
        assertThat(cloud.command("units").path("ok").asBoolean()).isTrue();
        var status = cloud.command("status");
        assertThat(status.path("processes").has("echo")).isTrue();
        assertThat(status.path("notEmulated")).hasSize(2);
    }

    private static java.net.http.HttpResponse<String> invoke(
            String function, String payload, String type) throws Exception {
        return cloud.request(
                "POST",
                "/2015-03-31/functions/" + function + "/invocations",
                payload,
                "X-Amz-Invocation-Type",
                type);
    }

    private static void publish(String topic, String text) {
        var client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .serverHost("127.0.0.1")
                        .serverPort(broker.port())
                        .buildBlocking();
        client.connect();
        client.publishWith()
                .topic(topic)
                .qos(com.hivemq.client.mqtt.datatypes.MqttQos.AT_LEAST_ONCE)
                .payload(text.getBytes(StandardCharsets.UTF_8))
                .send();
        client.disconnect();
    }

    private static Stream<JsonNode> recorded(String function, String field) {
        return cloud.recorded(function).stream().filter(event -> event.has(field));
    }

    /// What the queue delivered, in however many batches.
    private static Stream<JsonNode> receivedMessages() {
        return recorded("Receive", "Records")
                .flatMap(event -> event.path("Records").valueStream())
                .map(queued -> Json.readOrMissing(Payload.of(queued.path("body").asText())));
    }

    private static String template(Path recordTo) throws Exception {
        return Files.readString(Path.of("src/test/resources/template.yaml"))
                .replace("        STAGE:", "        RECORD_TO: " + recordTo + "\n        STAGE:");
    }
}
