package dev.coinless.localstack.cloud.tables;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Loopback;
import dev.coinless.localstack.cloud.Payload;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.Optional;

/// What the functions take for DynamoDB: forwards to DynamoDB Local, adds the troubles of
/// [AwsMode], and measures capacity units.
public final class TableProxy {

    private static final Logger LOG = System.getLogger(TableProxy.class.getName());

    private final HttpServer server;
    private final TableEndpoint endpoint;
    private final Troubles troubles;
    private final UnitMeter meter;
    private final InstantSource clock;
    private final StaleIndexes staleIndexes = new StaleIndexes();

    private TableProxy(
            int port,
            TableEndpoint endpoint,
            Troubles troubles,
            UnitTotals totals,
            InstantSource clock)
            throws IOException {
        this.endpoint = endpoint;
        this.troubles = troubles;
        this.meter = new UnitMeter(endpoint, totals);
        this.clock = clock;
        this.server = Loopback.serve(port, this::serve);
    }

    /// Opens the port and serves from then on.
    ///
    /// @param port 0 for any
    /// @throws java.net.BindException when the port is taken
    public static TableProxy start(
            int port,
            TableEndpoint endpoint,
            Troubles troubles,
            UnitTotals totals,
            InstantSource clock)
            throws IOException {
        return new TableProxy(port, endpoint, troubles, totals, clock);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var body = Payload.of(exchange.getRequestBody().readAllBytes());
            var answer = answer(target.orElse(""), body);
            if (answer.isPresent()) {
                write(exchange, answer.get());
            }
        } catch (RuntimeException e) {
            // The top of a connection's thread: the caller sees a closed connection.
            LOG.log(Logger.Level.ERROR, "table request failed", e);
        }
    }

    /// Empty when the caller shall get no answer at all.
    private Optional<TableEndpoint.Answer> answer(String target, Payload body) {
        var operation = target.substring(target.indexOf('.') + 1);
        var request = Json.readOrMissing(body);
        boolean onIndex = request.has("IndexName");
        return switch (troubles.next(operation, onIndex)) {
            case NONE -> Optional.of(forward(target, operation, body));
            case TRANSACTION_CONFLICT -> Optional.of(DynamoErrors.conflict(request));
            case THROTTLED -> Optional.of(DynamoErrors.throttled());
            case ERROR_AFTER_COMMIT -> {
                var answer = forward(target, operation, body);
                yield Optional.of(answer.isOk() ? DynamoErrors.internal() : answer);
            }
            case SILENCE_AFTER_COMMIT -> {
                forward(target, operation, body);
                yield Optional.empty();
            }
            case STALE_INDEX -> {
                var stale = staleIndexes.find(body, clock.instant());
                yield stale.isPresent() ? stale : Optional.of(forward(target, operation, body));
            }
        };
    }

    private TableEndpoint.Answer forward(String target, String operation, Payload body) {
        var request = Json.readOrMissing(body);
        var writing = meter.before(operation, request);
        var answer = endpoint.send(target, body);
        meter.wrote(writing, answer.isOk());
        if (answer.isOk()) {
            meter.read(operation, request, answer.json());
            if (request.has("IndexName")) {
                staleIndexes.keep(body, answer, clock.instant());
            }
        }
        return answer;
    }

    private static void write(HttpExchange exchange, TableEndpoint.Answer answer)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(answer.status(), answer.body().length());
        exchange.getResponseBody().write(answer.body().bytes());
    }
}
