package dev.coinless.localstack.cloud.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coinless.localstack.cloud.Loopback;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// S3's REST API on loopback, path style: `PutObject` (with `If-None-Match: *` and a SHA-256
/// checksum) and `GetObject`. Anything else is answered 501 with its name.
public final class ObjectApi {

    private static final Logger LOG = System.getLogger(ObjectApi.class.getName());

    /// Far more than a block; S3 takes 5 GB in one piece.
    private static final int MAX_OBJECT_BYTES = 16 * 1024 * 1024;

    private static final String CHECKSUM = "x-amz-checksum-sha256";

    private final ObjectFolder folder;
    private final Set<String> buckets;
    private final HttpServer server;

    private ObjectApi(ObjectFolder folder, Set<String> buckets) throws IOException {
        this.folder = folder;
        this.buckets = buckets;
        this.server = Loopback.serve(0, this::serve);
    }

    /// Opens a port of its own.
    ///
    /// @param folder for the objects; made if it is missing
    public static ObjectApi start(Path folder, List<String> buckets) throws IOException {
        return new ObjectApi(
                new ObjectFolder(Files.createDirectories(folder)), Set.copyOf(buckets));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public void stop() {
        server.stop(0);
    }

    /// Which object a request is about.
    private record Place(String bucket, String key) {

        static Place of(String path) {
            int slash = path.indexOf('/', 1);
            return slash < 0
                    ? new Place(path.substring(1), "")
                    : new Place(path.substring(1, slash), path.substring(slash + 1));
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var place = Place.of(exchange.getRequestURI().getPath());
            if (!buckets.contains(place.bucket())) {
                refuse(exchange, 404, "NoSuchBucket");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, place);
                case "GET" -> get(exchange, place);
                default -> refuse(exchange, 501, "NotImplemented");
            }
        } catch (RuntimeException e) {
            // The top of a connection's thread: the caller sees a closed connection.
            LOG.log(Logger.Level.ERROR, "request failed", e);
        }
    }

    private void put(HttpExchange exchange, Place place) throws IOException {
        var content = exchange.getRequestBody().readNBytes(MAX_OBJECT_BYTES + 1);
        if (header(exchange, "x-amz-content-sha256")
                        .filter(it -> it.startsWith("STREAMING"))
                        .isPresent()
                || header(exchange, "x-amz-copy-source").isPresent()) {
            refuse(exchange, 501, "NotImplemented");
        } else if (content.length > MAX_OBJECT_BYTES) {
            refuse(exchange, 400, "EntityTooLarge");
        } else if (header(exchange, CHECKSUM)
                .filter(it -> !it.equals(sha256(content)))
                .isPresent()) {
            refuse(exchange, 400, "BadDigest");
        } else if (folder.put(
                place.bucket(),
                place.key(),
                content,
                header(exchange, "If-None-Match").isPresent())) {
            describe(exchange, content);
            exchange.sendResponseHeaders(200, -1);
        } else {
            refuse(exchange, 412, "PreconditionFailed");
        }
    }

    private void get(HttpExchange exchange, Place place) throws IOException {
        var content = folder.find(place.bucket(), place.key());
        if (content.isEmpty()) {
            refuse(exchange, 404, "NoSuchKey");
            return;
        }
        describe(exchange, content.get());
        exchange.sendResponseHeaders(200, content.get().length == 0 ? -1 : content.get().length);
        exchange.getResponseBody().write(content.get());
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void describe(HttpExchange exchange, byte[] content) {
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", '"' + HexFormat.of().formatHex(digest("MD5", content)) + '"');
        headers.set(CHECKSUM, sha256(content));
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        var body =
                "<Error><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(code, code)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String sha256(byte[] content) {
        return Base64.getEncoder().encodeToString(digest("SHA-256", content));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
