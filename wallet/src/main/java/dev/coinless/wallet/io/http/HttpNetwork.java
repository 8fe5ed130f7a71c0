package dev.coinless.wallet.io.http;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.wallet.cloud.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The network by HTTP/1.1.
public final class HttpNetwork implements Network, AutoCloseable {
    /// Without a connection by then there is no network worth the name.
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /// A cold function answers in about 2 s; beyond this people have given up.
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final URI base;
    private final String authority;
    private final HttpClient client;

    /// Talks to one cloud.
    ///
    /// @param base scheme, host and port
    /// @param authority what requests are signed for, if it is not that of `base`
    /// @throws IllegalArgumentException if it is not such an address
    public HttpNetwork(URI base, Optional<String> authority) {
        if (base.getHost() == null || !base.getPath().matches("/?")) {
            throw new IllegalArgumentException(
                    "the cloud's address must be like https://api.example.com, not " + base);
        }
        this.base = base;
        this.authority = authority.orElseGet(() -> authorityOf(base));
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    @Override
    public Answer exchange(Call call) throws NetworkFailure {
        var request = HttpRequest.newBuilder(base.resolve(call.path())).timeout(ANSWER_TIMEOUT);
        call.headers().forEach(request::header);
        request.method(
                call.method(),
                call.body().length() == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(call.body().toArray()));
        try {
            return answer(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (ConnectException | HttpConnectTimeoutException | UnresolvedAddressException e) {
            throw failure("the cloud at %s cannot be reached".formatted(base), e, false);
        } catch (IOException e) {
            throw failure("the cloud at %s did not answer".formatted(base), e, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted while waiting for the cloud", e, true);
        }
    }

    private static NetworkFailure failure(String message, Exception cause, boolean reached) {
        var failure = new NetworkFailure(message, reached);
        failure.initCause(cause);
        return failure;
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("retry-after").flatMap(HttpNetwork::seconds),
                Bytes.of(response.body()));
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    @Override
    public String authority() {
        return authority;
    }

    private static String authorityOf(URI base) {
        int usual = "https".equals(base.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        var host = base.getHost().toLowerCase(Locale.ROOT);
        return base.getPort() < 0 || base.getPort() == usual ? host : host + ":" + base.getPort();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
