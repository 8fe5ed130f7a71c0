package dev.coinless.localstack.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.lambda.Functions;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.lambda.ProcessPlan;
import dev.coinless.localstack.cloud.template.EventSource;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiEventTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");

    private final Routes routes =
            Routes.of(
                    new Functions(
                            List.of(
                                    function("one", "GET", "/v1/grants/{id}"),
                                    function("mine", "GET", "/v1/grants/mine"),
                                    function("any", "ANY", "/v1/grants/{id}"),
                                    function("rest", "GET", "/files/{path+}")),
                            new ProcessPlan(
                                    Path.of("java"), "", "", List.of(), Map.of(), Path.of("")),
                            1,
                            InstantSource.system()));

    @Test
    void theEventIsWhatAwsSerializationReads() {
        var event =
                event(
                        request(
                                "GET",
                                "/v1/grants/a1",
                                "x=1&x=2",
                                Map.of(
                                        "content-type", List.of("application/json"),
                                        "cookie", List.of("a=1; b=2"),
                                        "host", List.of("127.0.0.1:1"),
                                        "user-agent", List.of("phone")),
                                Payload.of("{}")));

        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("GET /v1/grants/{id}");
        assertThat(event.getRawPath()).isEqualTo("/v1/grants/a1");
        assertThat(event.getRawQueryString()).isEqualTo("x=1&x=2");
        assertThat(event.getQueryStringParameters()).containsEntry("x", "1,2");
        assertThat(event.getPathParameters()).containsEntry("id", "a1");
        assertThat(event.getCookies()).containsExactly("a=1", "b=2");
        assertThat(event.getHeaders())
                .containsKeys("host", "user-agent")
                .doesNotContainKey("cookie");
        assertThat(event.getBody()).isEqualTo("{}");
        assertThat(event.getIsBase64Encoded()).isFalse();
        var context = event.getRequestContext();
        assertThat(context.getTimeEpoch()).isEqualTo(NOW.toEpochMilli());
        assertThat(context.getTime()).isEqualTo("01/Mar/2026:12:34:56 +0000");
        assertThat(context.getHttp().getMethod()).isEqualTo("GET");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).isEqualTo("phone");
        assertThat(context.getStage()).isEqualTo("$default");
    }

    @Test
    void aBinaryBodyIsBase64() {
        var bytes = new byte[] {0, (byte) 0xff};

        var event =
                event(
                        request(
                                "GET",
                                "/v1/grants/a1",
                                "",
                                Map.of("content-type", List.of("application/cbor")),
                                Payload.of(bytes)));

        assertThat(event.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(event.getBody())).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/grants/mine, mine",
        "GET, /v1/grants/a1, one",
        "DELETE, /v1/grants/a1, any",
        "GET, /files/a/b/c, rest"
    })
    void theMostSpecificRouteWins(String method, String path, String function) {
        assertThat(routes.find(method, path).orElseThrow().route().function().name())
                .isEqualTo(function);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/grants", "POST, /files/a", "GET, /v1/grants/a1/b", "GET, /"})
    void otherPathsHaveNoRoute(String method, String path) {
        assertThat(routes.find(method, path)).isEmpty();
    }

    @Test
    void aResponseInFormatTwoIsTakenApart() {
        var answer =
                HttpAnswer.of(
                        answered(
                                """
                                {"statusCode":201,"headers":{"x-a":"1","content-type":"text/plain"},
                                 "cookies":["a=1","b=2"],"body":"AP8=","isBase64Encoded":true}
                                """));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("x-a", List.of("1"))
                .containsEntry("Content-Type", List.of("text/plain"))
                .containsEntry("Set-Cookie", List.of("a=1", "b=2"));
        assertThat(answer.body()).isEqualTo(Payload.of(new byte[] {0, (byte) 0xff}));
    }

    @Test
    void aResponseWithoutAStatusIsTheBody() {
        var answer = HttpAnswer.of(answered("{\"a\":1}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void aFailedFunctionIsAnInternalServerError() {
        var answer = HttpAnswer.of(new InvocationResult.Failed(Payload.of("{\"secret\":1}")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    private APIGatewayV2HTTPEvent event(HttpRequest request) {
        var match = routes.find(request.method(), request.path()).orElseThrow();
        var json = Json.payload(ApiEvent.of(request, match, NOW));
        return LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                .fromJson(new ByteArrayInputStream(json.bytes()));
    }

    private static HttpRequest request(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            Payload body) {
        return new HttpRequest(method, path, query, "HTTP/1.1", headers, body, "127.0.0.1");
    }

    private static InvocationResult answered(String json) {
        return new InvocationResult.Answered(Payload.of(json));
    }

    private static FunctionSpec function(String name, String method, String path) {
        return new FunctionSpec(
                name,
                "Handler",
                Duration.ofSeconds(1),
                128,
                Map.of(),
                List.of(new EventSource.Http(method, path)));
    }
}
