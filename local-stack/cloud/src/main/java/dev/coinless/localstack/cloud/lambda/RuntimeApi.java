package dev.coinless.localstack.cloud.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coinless.localstack.cloud.Loopback;
import dev.coinless.localstack.cloud.Payload;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API (version 2018-06-01) for one function process, on a loopback port.
///
/// The process asks for the next invocation, and posts its response or error.
final class RuntimeApi {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";

    private final String functionArn;
    private final HttpServer server;
    private final LinkedBlockingQueue<Optional<Invocation>> next = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<@Nullable Void> initialised = new CompletableFuture<>();

    private RuntimeApi(String functionArn) throws IOException {
        this.functionArn = functionArn;
        this.server = Loopback.serve(0, this::answer);
    }

    static RuntimeApi start(String functionArn) throws IOException {
        return new RuntimeApi(functionArn);
    }

    /// For `AWS_LAMBDA_RUNTIME_API`.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Completes when the process first asks for work; fails with [InitFailed] when it reports that
    /// it cannot.
    CompletableFuture<@Nullable Void> initialised() {
        return initialised;
    }

    void submit(Invocation invocation) {
        running.put(invocation.id(), invocation);
        next.add(Optional.of(invocation));
    }

    void forget(Invocation invocation) {
        running.remove(invocation.id());
    }

    void stop() {
        next.add(Optional.empty());
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
            } else if (path.equals(ROOT + "init/error")) {
                var error = exchange.getRequestBody().readAllBytes();
                initialised.completeExceptionally(new InitFailed(Payload.of(error)));
                accepted(exchange);
            } else if (path.startsWith(INVOCATION)) {
                ended(exchange, path.substring(INVOCATION.length()));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        initialised.complete(null);
        Optional<Invocation> taken;
        try {
            taken = next.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (taken.isEmpty()) {
            return;
        }
        var invocation = taken.get();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set(
                "Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        exchange.sendResponseHeaders(200, invocation.payload().length());
        exchange.getResponseBody().write(invocation.payload().bytes());
    }

    private void ended(HttpExchange exchange, String idAndKind) throws IOException {
        var body = Payload.of(exchange.getRequestBody().readAllBytes());
        int slash = idAndKind.indexOf('/');
        var invocation = slash < 0 ? null : running.remove(idAndKind.substring(0, slash));
        if (invocation == null) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        invocation
                .result()
                .complete(
                        idAndKind.endsWith("/response")
                                ? new InvocationResult.Answered(body)
                                : new InvocationResult.Failed(body));
        accepted(exchange);
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var body = "{\"status\":\"OK\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, body.length);
        exchange.getResponseBody().write(body);
    }

    /// The process said that it cannot start.
    static final class InitFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient InvocationResult.Failed failed;

        InitFailed(Payload document) {
            super("init error");
            this.failed = new InvocationResult.Failed(document);
        }

        InvocationResult.Failed failed() {
            return failed;
        }
    }
}
