package dev.coinless.wallet.io.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.wallet.cloud.Cloud;
import dev.coinless.wallet.cloud.Network;
import dev.coinless.wallet.cloud.Network.Call;
import dev.coinless.wallet.cloud.Network.NetworkFailure;
import dev.coinless.wallet.cloud.Reply;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.fixture.PaperCloud.Fault;
import dev.coinless.wallet.fixture.PaperServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract of [Network], kept by the cloud on paper and by real HTTP in front of it.
class HttpNetworkTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final Fixture fixture = new Fixture(31);
    private final PaperCloud paper = new PaperCloud(fixture, NOON);
    private PaperServer server;
    private HttpNetwork http;

    enum Kind {
        PAPER,
        HTTP
    }

    @BeforeEach
    void listen() throws IOException {
        server = PaperServer.start(paper);
        http = new HttpNetwork(server.address(), Optional.of(PaperCloud.AUTHORITY));
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSignedRequestArrivesAsItWasSigned(Kind kind) throws InterruptedException {
        var key = fixture.secrets.accountKey();
        var cloud = new Cloud(network(kind), key, NOON, _ -> {});
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("publicKey", key.publicKey().encoded().base64Url());

        assertThat(cloud.post("/v1/accounts", body, fixture.secrets.requestId()))
                .isInstanceOf(Reply.Done.class);
        assertThat(cloud.get("/v1/account", fixture.secrets.requestId()))
                .isInstanceOf(Reply.Done.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsAnAnswerWithItsStatusAndBody(Kind kind) throws NetworkFailure {
        var answer = network(kind).exchange(unsigned());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.body().toArray(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("MALFORMED");
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterIsReadInSeconds(Kind kind) throws NetworkFailure {
        paper.fail(Fault.BUSY, 1);

        assertThat(network(kind).exchange(unsigned()).retryAfter()).contains(1L);
    }

    @ParameterizedTest
    @EnumSource
    void aLostAnswerSaysThatTheRequestMayHaveArrived(Kind kind) {
        paper.fail(Fault.ANSWER_LOST, 1);

        assertThatThrownBy(() -> network(kind).exchange(unsigned()))
                .isInstanceOfSatisfying(
                        NetworkFailure.class, failure -> assertThat(failure.reached()).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void nobodyThereSaysThatNothingArrived(Kind kind) {
        paper.fail(Fault.UNREACHABLE, 1);
        if (kind == Kind.HTTP) {
            server.close();
        }

        assertThatThrownBy(() -> network(kind).exchange(unsigned()))
                .isInstanceOfSatisfying(
                        NetworkFailure.class, failure -> assertThat(failure.reached()).isFalse());
    }

    @Test
    void theAuthorityLeavesOutTheUsualPortOnly() {
        assertThat(authority("https://API.example.com")).isEqualTo("api.example.com");
        assertThat(authority("https://api.example.com:443")).isEqualTo("api.example.com");
        assertThat(authority("http://127.0.0.1:8080")).isEqualTo("127.0.0.1:8080");
        assertThat(authority("http://127.0.0.1:443")).isEqualTo("127.0.0.1:443");
    }

    @Test
    void anAddressWithAPathIsRefusedWithAnExample() {
        assertThatThrownBy(() -> authority("https://api.example.com/v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("like https://api.example.com");
    }

    @Test
    void everyExchangeIsCapturedInBothDirections(@TempDir Path folder) throws IOException {
        var file = folder.resolve("wire.jsonl");
        var captured = new CapturedNetwork(paper, file, NOON);

        captured.exchange(unsigned());
        paper.fail(Fault.ANSWER_LOST, 1);
        assertThatThrownBy(() -> captured.exchange(unsigned())).isInstanceOf(NetworkFailure.class);

        var json = new JsonMapper();
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        var out = json.readTree(lines.get(0));
        assertThat(out.path("direction").asText()).isEqualTo("out");
        assertThat(out.path("path").asText()).isEqualTo("/v1/grants");
        assertThat(out.path("body").asText()).isEqualTo("{}");
        assertThat(json.readTree(lines.get(1)).path("status").asInt()).isEqualTo(400);
        assertThat(json.readTree(lines.get(3)).path("failure").asText()).contains("lost");
    }

    private Network network(Kind kind) {
        return switch (kind) {
            case PAPER -> paper;
            case HTTP -> http;
        };
    }

    private static Call unsigned() {
        return new Call("POST", "/v1/grants", Map.of(), Bytes.utf8("{}"));
    }

    private static String authority(String address) {
        try (var network = new HttpNetwork(URI.create(address), Optional.empty())) {
            return network.authority();
        }
    }
}
