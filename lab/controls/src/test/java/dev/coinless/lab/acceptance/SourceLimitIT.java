package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.TableContents;
import dev.coinless.model.bytes.Bytes;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One source cannot register accounts without end, nor try signatures; its neighbours can go on.
class SourceLimitIT {

    private static final int LIMIT = 5;
    private static final String NEIGHBOUR = "127.0.0.2";

    @Test
    @DisplayName(
            "Above its limit a source gets 429 with Retry-After, until the hour is over; no address"
                    + " is kept")
    void aSourceIsLimitedAndItsAddressNotKept() throws Exception {
        var settings = Map.of("MaxPerSource", Integer.toString(LIMIT));
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0, settings)) {
            var known = new RawAccount(cloud).registered(0);
            for (int i = 1; i < LIMIT; i++) {
                new RawAccount(cloud).registered(0);
            }
            var next = new RawAccount(cloud);

            var refused = next.post("/v1/accounts", next.registration());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.refusal()).isEqualTo("OVER_LIMIT");
            var neighbour = from(NEIGHBOUR, cloud, next);
            assertThat(neighbour.statusCode()).isEqualTo(201);

            var stranger = new RawAccount(cloud);
            for (int i = 0; i < LIMIT; i++) {
                assertThat(stranger.get("/v1/account").status()).isEqualTo(401);
            }
            assertThat(stranger.get("/v1/account").status()).isEqualTo(429);
            assertThat(known.get("/v1/account").status()).as("proves who it is").isEqualTo(200);
            assertThat(TableContents.of(cloud).toString())
                    .doesNotContain("127.0.0")
                    .doesNotContain("7f0000");

            cloud.clock().forward(Duration.ofHours(1));
            new RawAccount(cloud).registered(0);
        }
    }

    /// The same registration from another address of this machine.
    private static HttpResponse<String> from(String address, LocalCloud cloud, RawAccount account)
            throws Exception {
        var body = Bytes.utf8(account.registration().toString());
        var request =
                HttpRequest.newBuilder(cloud.endpoint().resolve("/v1/accounts"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()));
        account.headers("POST", "/v1/accounts", body, RawAccount.nonce(), Duration.ZERO)
                .forEach(request::header);
        try (var client =
                HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
