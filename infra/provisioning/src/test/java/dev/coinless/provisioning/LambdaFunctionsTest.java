package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LambdaFunctionsTest {

    final HttpServer server = newServer();
    final List<String> seen = new ArrayList<>();

    @BeforeEach
    void start() {
        server.createContext("/2015-03-31/functions/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFunctionIsCalledByItsNameAndTheCallIsSigned() throws Exception {
        var answer = invoke(Optional.empty(), "Echo");

        assertThat(answer).isEqualTo("{\"a\":1}");
        assertThat(seen)
                .containsExactly("POST /2015-03-31/functions/Echo/invocations AWS4-HMAC-SHA256");
    }

    @Test
    void inAStackTheFunctionIsFoundByItsLogicalName() throws Exception {
        invoke(Optional.of("shop"), "Echo");

        assertThat(seen)
                .containsExactly(
                        "GET /2015-03-31/functions/ AWS4-HMAC-SHA256",
                        "GET /2015-03-31/functions/?Marker=2 AWS4-HMAC-SHA256",
                        "POST /2015-03-31/functions/shop-Echo-X1/invocations AWS4-HMAC-SHA256");
    }

    @Test
    void aRefusalIsTheOperatorsMessage() {
        assertThatThrownBy(() -> invoke(Optional.empty(), "Refuse"))
                .isInstanceOf(Problem.class)
                .hasMessage("MISMATCH: the account is in EUR");
    }

    @Test
    void aFunctionThatIsMissingIsNamed() {
        assertThatThrownBy(() -> invoke(Optional.empty(), "Missing"))
                .hasMessageStartingWith("Missing cannot be called: HTTP 404");
        assertThatThrownBy(() -> invoke(Optional.of("shop"), "Missing"))
                .hasMessage("stack shop has no function Missing");
    }

    private String invoke(Optional<String> stack, String function) throws Problem {
        var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        try (var functions = LambdaFunctions.connect(Optional.of(endpoint), stack)) {
            var input = new ObjectMapper().createObjectNode().put("a", 1);
            return functions.invoke(function, input).toString();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI().toString();
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        seen.add(exchange.getRequestMethod() + " " + uri + " " + authorization.split(" ", 2)[0]);
        var body = exchange.getRequestBody().readAllBytes();
        if (uri.endsWith("Marker=2")) {
            answer(exchange, 200, "{\"Functions\":[{\"FunctionName\":\"shop-Echo-X1\"}]}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(
                    exchange,
                    200,
                    "{\"Functions\":[{\"FunctionName\":\"other-Echo-X0\"}],\"NextMarker\":\"2\"}");
        } else if (uri.contains("/Refuse/")) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            answer(exchange, 200, "{\"errorMessage\":\"MISMATCH: the account is in EUR\"}");
        } else if (uri.contains("/Missing/")) {
            answer(exchange, 404, "{\"Message\":\"no such function\"}");
        } else {
            answer(exchange, 200, new String(body, StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
