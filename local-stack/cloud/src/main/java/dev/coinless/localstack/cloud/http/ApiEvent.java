package dev.coinless.localstack.cloud.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.template.Arns;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// The event of an HTTP API, payload format 2.0, as API Gateway writes it.
final class ApiEvent {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// Everything else is handed over as base64.
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/xml", "application/javascript");

    private ApiEvent() {}

    static ObjectNode of(HttpRequest request, Routes.Match match, Instant now) {
        var event = Json.object();
        event.put("version", "2.0");
        event.put("routeKey", match.route().key());
        event.put("rawPath", request.path());
        event.put("rawQueryString", request.query());
        cookies(request, event);
        headers(request, event);
        query(request, event);
        event.set("requestContext", context(request, match, now));
        if (!match.parameters().isEmpty()) {
            var parameters = event.putObject("pathParameters");
            match.parameters().forEach(parameters::put);
        }
        body(request, event);
        return event;
    }

    private static void cookies(HttpRequest request, ObjectNode event) {
        if (request.headers().containsKey("cookie")) {
            var cookies = event.putArray("cookies");
            for (var cookie : request.header("cookie").split(";", -1)) {
                cookies.add(cookie.strip());
            }
        }
    }

    private static void headers(HttpRequest request, ObjectNode event) {
        var headers = event.putObject("headers");
        request.headers()
                .forEach((name, values) -> {
                    if (!name.equals("cookie")) {
                        headers.put(name, String.join(",", values));
                    }
                });
    }

    private static void query(HttpRequest request, ObjectNode event) {
        if (request.query().isEmpty()) {
            return;
        }
        var parameters = event.putObject("queryStringParameters");
        for (var pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            var earlier = parameters.path(name);
            parameters.put(
                    name, earlier.isMissingNode() ? value : earlier.textValue() + "," + value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ObjectNode context(HttpRequest request, Routes.Match match, Instant now) {
        var context = Json.object();
        context.put("accountId", Arns.ACCOUNT);
        context.put("apiId", "local");
        context.put("domainName", request.header("host"));
        context.put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent"));
        context.put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", match.route().key());
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
        return context;
    }

    private static void body(HttpRequest request, ObjectNode event) {
        boolean binary = !isText(request.header("content-type"));
        if (request.body().length() > 0) {
            event.put(
                    "body",
                    binary
                            ? Base64.getEncoder().encodeToString(request.body().bytes())
                            : request.body().text());
        }
        event.put("isBase64Encoded", binary && request.body().length() > 0);
    }

    private static boolean isText(String contentType) {
        var type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT_TYPES.contains(type);
    }
}
