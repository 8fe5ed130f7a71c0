package dev.coinless.localstack.cloud.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Loopback;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.faults.FrontFaults;
import dev.coinless.localstack.cloud.lambda.AsyncInvoker;
import dev.coinless.localstack.cloud.lambda.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The HTTP front on loopback: API Gateway's HTTP API for the routes of the template, and Lambda's
/// Invoke API and IoT Core's beside it.
public final class HttpFront {

    private static final Logger LOG = System.getLogger(HttpFront.class.getName());

    /// API Gateway's largest body, in bytes (10 MB).
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private final int port;
    private final FrontFaults faults;
    private final Routes routes;
    private final InvokeApi invokeApi;
    private final Optional<IotApi> iotApi;
    private final InstantSource clock;
    private Optional<HttpServer> server;

    private HttpFront(
            int port,
            Functions functions,
            AsyncInvoker async,
            Optional<IotApi> iotApi,
            FrontFaults faults,
            InstantSource clock)
            throws IOException {
        this.routes = Routes.of(functions);
        this.invokeApi = new InvokeApi(functions, async);
        this.iotApi = iotApi;
        this.faults = faults;
        this.clock = clock;
        var opened = Loopback.serve(port, this::serve);
        this.port = opened.getAddress().getPort();
        this.server = Optional.of(opened);
    }

    /// Opens the port and serves from then on.
    ///
    /// @param port 0 for any
    /// @param iotApi absent without a broker for modules
    /// @throws java.net.BindException when the port is taken
    public static HttpFront start(
            int port,
            Functions functions,
            AsyncInvoker async,
            Optional<IotApi> iotApi,
            FrontFaults faults,
            InstantSource clock)
            throws IOException {
        return new HttpFront(port, functions, async, iotApi, faults, clock);
    }

    public int port() {
        return port;
    }

    /// Lets the port refuse connections or take them again.
    public synchronized void door(FrontFaults.Door door) {
        faults.door(door);
        if (door == FrontFaults.Door.CLOSED) {
            stop();
        } else if (server.isEmpty()) {
            try {
                server = Optional.of(Loopback.serve(port, this::serve));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open port " + port + " again", e);
            }
        }
    }

    public synchronized void stop() {
        server.ifPresent(open -> open.stop(0));
        server = Optional.empty();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            if (faults.loses(exchange.getRequestURI().getPath())) {
                return;
            }
            answer.headers()
                    .forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
            boolean bodiless =
                    answer.body().length() == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : answer.body().length());
            if (!bodiless) {
                exchange.getResponseBody().write(answer.body().bytes());
            }
        } catch (RuntimeException e) {
            // The top of a connection's thread: the caller sees a closed connection.
            LOG.log(Logger.Level.ERROR, "request failed", e);
        }
    }

    private HttpAnswer answer(HttpExchange exchange) throws IOException {
        var body = bodyOf(exchange.getRequestBody());
        if (body.isEmpty()) {
            return HttpAnswer.message(413, "Request Entity Too Large");
        }
        var request = requestOf(exchange, body.get());
        var invoked = invokeApi.answer(request);
        var answered = invoked.or(() -> iotApi.flatMap(it -> it.answer(request)));
        if (answered.isPresent()) {
            return answered.get();
        }
        if (faults.door() != FrontFaults.Door.OPEN) {
            return HttpAnswer.message(503, "Service Unavailable");
        }
        await(faults.delay());
        return route(request);
    }

    private static void await(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpAnswer route(HttpRequest request) {
        var match = routes.find(request.method(), request.path());
        if (match.isEmpty()) {
            return HttpAnswer.message(404, "Not Found");
        }
        var event = ApiEvent.of(request, match.get(), clock.instant());
        return HttpAnswer.of(match.get().route().function().invoke(Json.payload(event)));
    }

    private static Optional<Payload> bodyOf(InputStream in) throws IOException {
        var bytes = in.readNBytes(MAX_BODY_BYTES + 1);
        return bytes.length > MAX_BODY_BYTES ? Optional.empty() : Optional.of(Payload.of(bytes));
    }

    private static HttpRequest requestOf(HttpExchange exchange, Payload body) {
        var uri = exchange.getRequestURI();
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        return new HttpRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                exchange.getProtocol(),
                headers,
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }
}
