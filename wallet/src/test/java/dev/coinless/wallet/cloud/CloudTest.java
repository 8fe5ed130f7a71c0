package dev.coinless.wallet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.RequestId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.wallet.cloud.Network.Answer;
import dev.coinless.wallet.cloud.Network.Call;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.fixture.PaperCloud;
import dev.coinless.wallet.fixture.PaperCloud.Fault;
import dev.coinless.wallet.keys.AccountKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private final Fixture fixture = new Fixture(21);
    private final AccountKey key = fixture.secrets.accountKey();
    private final List<Duration> pauses = new ArrayList<>();

    /// The vector http-signature of docs/protocol.md.
    @Test
    void theSignatureIsThatOfTheProtocolsVector() throws InterruptedException {
        var sent = new ArrayList<Call>();
        var fixed =
                new AccountKey(
                        new Es256PrivateKey(Bytes.fromHex("77".repeat(Es256PrivateKey.LENGTH))));
        var cloud =
                new Cloud(
                        answering(sent, 200, "{}"),
                        fixed,
                        InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000L)),
                        pauses::add);
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("code")
                .put("module", "4d3700000007")
                .put("counter", 42)
                .put("code", "0011223344556677");
        body.put("holder", "A0RE");

        cloud.post("/v1/grants", body, RequestId.fromHex("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf"));

        assertThat(sent.getFirst().headers())
                .containsEntry(
                        "signature-input",
                        "sig=(\"@method\" \"@path\" \"@query\" \"@authority\" \"content-digest\")"
                                + ";created=1800000000;keyid=\"l4JGOLxJSgueXAURARP7zq6knC25AVllRyOZUiHopcU\""
                                + ";nonce=\"sLGys7S1tre4ubq7vL2-vw\";tag=\"coinless\"")
                .containsEntry(
                        "content-digest", "sha-256=:sVzZTNs6b0ptLDrnIspgQXlB7vV9m6Thrl40igD8tvg=:")
                .containsEntry(
                        "signature",
                        "sig=:/OItlWKlPMffuSu0e1L27Mrwl9nWYtrQky7ods38QJfqPgEXYJfXE/8UPJQi0YZfjLbzJfjtMHMhK3OWtyiIug==:");
    }

    @Test
    void aClockThatIsWrongIsCorrectedOnceWithTheCloudsTime() throws InterruptedException {
        var paper = new PaperCloud(fixture, NOON);
        var hourBehind = InstantSource.fixed(NOON.instant().minusSeconds(3600));
        var cloud = new Cloud(paper, key, hourBehind, pauses::add);

        var registered = register(cloud);
        var read = cloud.get("/v1/account", fixture.secrets.requestId());

        assertThat(registered).isInstanceOf(Reply.Done.class);
        assertThat(read).isInstanceOf(Reply.Done.class);
        assertThat(paper.calls()).hasSize(2);
    }

    @Test
    void aSignatureThatTheCloudDoesNotKnowIsTriedTwiceAndNotForEver() throws InterruptedException {
        var paper = new PaperCloud(fixture, NOON);
        var cloud = new Cloud(paper, key, NOON, pauses::add);

        var reply = cloud.get("/v1/account", fixture.secrets.requestId());

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Denied.class,
                        denied ->
                                assertThat(denied.problem().code())
                                        .isEqualTo(Refusal.BAD_SIGNATURE));
    }

    @Test
    void aBusyCloudIsAskedAgainAfterTheTimeItNames() throws InterruptedException {
        var paper = new PaperCloud(fixture, NOON);
        paper.fail(Fault.BUSY, 2);

        var reply = register(new Cloud(paper, key, NOON, pauses::add));

        assertThat(reply).isInstanceOf(Reply.Done.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void aCloudThatStaysBusyIsGivenUpWithItsReasonAndTheRequestMayHaveArrived()
            throws InterruptedException {
        var paper = new PaperCloud(fixture, NOON);
        paper.fail(Fault.BUSY, 99);

        var reply = register(new Cloud(paper, key, NOON, pauses::add));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Unanswered.class,
                        unanswered -> {
                            assertThat(unanswered.problem().code()).isEqualTo(Refusal.BUSY);
                            assertThat(unanswered.reached()).isTrue();
                        });
        assertThat(pauses).hasSize(Cloud.MAX_TRIES - 1);
    }

    @Test
    void aRetryAfterOfHoursIsNotObeyed() throws InterruptedException {
        var sent = new ArrayList<Call>();
        var cloud = new Cloud(answering(sent, 503, "{}"), key, NOON, pauses::add);

        register(cloud);

        assertThat(pauses).allMatch(Cloud.MAX_RETRY_AFTER::equals);
    }

    @Test
    void aLimitThatLastsLongerThanAnybodyWaitsIsSaidAtOnce() throws InterruptedException {
        var sent = new ArrayList<Call>();
        var cloud =
                new Cloud(
                        answering(sent, 429, "{\"code\":\"OVER_LIMIT\"}"), key, NOON, pauses::add);

        var reply = register(cloud);

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Denied.class,
                        denied ->
                                assertThat(denied.problem().code()).isEqualTo(Refusal.OVER_LIMIT));
        assertThat(sent).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatIsNotJsonIsAClearProblem() throws InterruptedException {
        var cloud = new Cloud(answering(new ArrayList<>(), 200, "<html>"), key, NOON, pauses::add);

        assertThat(register(cloud))
                .isInstanceOfSatisfying(
                        Reply.Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.problem().message())
                                        .contains("is this the right address?"));
    }

    @Test
    void offMeansThatNothingIsSent() throws InterruptedException {
        var sent = new ArrayList<Call>();
        var network = new SwitchedNetwork(answering(sent, 200, "{}"));
        network.turn(false);

        var reply = register(new Cloud(network, key, NOON, pauses::add));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Unanswered.class,
                        unanswered -> {
                            assertThat(unanswered.problem().code()).isEqualTo(Refusal.NEED_NETWORK);
                            assertThat(unanswered.reached()).isFalse();
                        });
        assertThat(sent).isEmpty();
    }

    private Reply register(Cloud cloud) throws InterruptedException {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("publicKey", key.publicKey().encoded().base64Url());
        return cloud.post("/v1/accounts", body, fixture.secrets.requestId());
    }

    private static Network answering(List<Call> sent, int status, String body) {
        return new Network() {
            @Override
            public Answer exchange(Call call) {
                sent.add(call);
                return new Answer(status, Optional.of(7200L), Bytes.utf8(body));
            }

            @Override
            public String authority() {
                return PaperCloud.AUTHORITY;
            }
        };
    }
}
