package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.coinless.functions.io.lambda.Cloud.Reply;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.AuthorizationCode;
import dev.coinless.model.id.Counter;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What phones are told when something is wrong.
class RefusalTest {

    final RandomGenerator random = AwsMode.dice(2);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final Phone q = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit m8 = new PaymentUnit("0a0b0c0d0e08", random);

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(m8, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(cloud.balances()).isNotEmpty();
    }

    @Test
    void theSameRequestGetsTheSameAnswerForEver() {
        var holder = p.newHolder();
        var id = p.newRequestId();
        var first = cloud.grantOnCode(p, m7, m7.code(5), holder, id);
        var token = Cloud.token(first);
        cloud.redeem(
                p,
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR")));
        cloud.clock.advance(Duration.ofDays(30));

        var again = cloud.grantOnCode(p, m7, m7.code(5), holder, id);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        var id = p.newRequestId();
        cloud.grantOnCode(p, m7, m7.code(5), p.newHolder(), id);

        var other = cloud.grantOnCode(p, m7, m7.code(5), p.newHolder(), id);

        assertProblem(other, 409, "REPLAY");
    }

    @Test
    void aStrangerIsAskedToRegister() {
        assertProblem(cloud.account(q), 401, "NO_PROOF");
    }

    @Test
    void aClockThatIsOffIsToldTheServersTime() {
        var late =
                p.request(
                        "GET",
                        "/v1/account",
                        "",
                        p.newRequestId(),
                        cloud.clock.instant().minusSeconds(61));
        var inTime =
                p.request(
                        "GET",
                        "/v1/account",
                        "",
                        p.newRequestId(),
                        cloud.clock.instant().minusSeconds(60));

        var refused = read(late);

        assertProblem(refused, 401, "BAD_SIGNATURE");
        assertThat(refused.body().path("serverTime").asLong())
                .isEqualTo(cloud.clock.instant().getEpochSecond());
        assertThat(read(inTime).status()).isEqualTo(200);
    }

    @Test
    void whateverIsAlteredOnTheWayBreaksTheSignature() {
        assertProblem(read(with(get(), "Signature", null)), 401, "BAD_SIGNATURE");
        assertProblem(read(with(get(), "Signature-Input", "sig=()")), 401, "BAD_SIGNATURE");
        assertProblem(read(with(get(), "Content-Digest", "sha-256=:AAAA:")), 401, "BAD_SIGNATURE");
        var otherPath = get();
        otherPath.setRawPath("/v1/accounts");
        assertProblem(read(otherPath), 401, "BAD_SIGNATURE");
        var otherQuery = get();
        otherQuery.setRawQueryString("a=b");
        assertProblem(read(otherQuery), 401, "BAD_SIGNATURE");
        var otherBody = get();
        otherBody.setBody("{}");
        assertProblem(read(otherBody), 401, "BAD_SIGNATURE");
    }

    @Test
    void everyFlippedBitOfASignatureIsRefused() {
        var good = get().getHeaders().get("Signature");
        var bytes = Base64.getDecoder().decode(good.substring(5, good.length() - 1));
        for (int bit = 0; bit < bytes.length * 8; bit += 7) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            var header = "sig=:%s:".formatted(Base64.getEncoder().encodeToString(flipped));

            assertProblem(read(with(get(), "Signature", header)), 401, "BAD_SIGNATURE");
        }
    }

    @Test
    void aBodyInBase64IsTheSameBody() {
        var event = get();
        event.setBody(Base64.getEncoder().encodeToString(new byte[0]));
        event.setIsBase64Encoded(true);

        assertThat(read(event).status()).isEqualTo(200);
    }

    @Test
    void aFieldAtFaultIsNamed() {
        assertField(post("{}"), "code");
        assertField(post("[]"), "");
        assertField(post("not json"), "");
        assertField(post("{\"code\":{},\"request\":\"AA\"}"), "code");
        assertField(post("{\"code\":{\"module\":\"0A\"}}"), "code.module");
        assertField(
                post("{\"code\":{\"module\":\"0a0b0c0d0e07\",\"counter\":-1}}"), "code.counter");
        assertField(post("{\"code\":{},\"x\":1}"), "x");
        assertField(post("{\"request\":\"AAAA\",\"holder\":\"AA\"}"), "request");
        assertField(post("{\"request\":\"AAAA\",\"cap\":0}"), "request");
        assertField(
                post(
                        "{\"code\":{\"module\":\"0a0b0c0d0e07\",\"counter\":1,\"code\":\"00000000"
                                + "00000000\"},\"holder\":\"AA\"}"),
                "holder");
        for (var cap : List.of("0", "-1", "1.5", "\"200\"", "null", "4294967296")) {
            assertField(
                    post(
                            "{\"code\":{\"module\":\"0a0b0c0d0e07\",\"counter\":1,\"code\":"
                                    + "\"0000000000000000\"},\"cap\":"
                                    + cap
                                    + "}"),
                    "cap");
        }
    }

    @Test
    void tenWrongCodesCloseOneModuleForAWhileAndNoOther() {
        for (int i = 0; i < 10; i++) {
            assertProblem(guess(), 400, "BAD_CODE");
        }
        assertProblem(guess(), 403, "OVER_LIMIT");
        assertProblem(cloud.grantOnCode(p, m7, 5, p.newHolder()), 403, "OVER_LIMIT");
        assertThat(cloud.grantOnCode(p, m8, 5, p.newHolder()).status()).isEqualTo(200);

        cloud.clock.advance(Duration.ofMinutes(10));

        assertThat(cloud.grantOnCode(p, m7, 5, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void aWrongCodeIsCountedOnceAlsoWhenTheTableDoesNotAnswer() {
        table.become(new AwsMode(0, 0, 100, 0));
        for (int i = 0; i < 9; i++) {
            assertProblem(guess(), 400, "BAD_CODE");
        }
        table.become(AwsMode.CALM);

        assertThat(cloud.grantOnCode(p, m7, 5, p.newHolder()).status()).isEqualTo(200);
        assertProblem(guess(), 400, "BAD_CODE");
        assertProblem(guess(), 403, "OVER_LIMIT");
    }

    @Test
    void aSpentCodeAndAStaleOneAreToldApart() {
        var holder = p.newHolder();
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        m7.raiseFloor(3);
        cloud.redeem(
                p,
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        Outcome.VENDED,
                        Money.of(175, "EUR")));

        assertProblem(cloud.grantOnCode(p, m7, 5, p.newHolder()), 409, "CODE_SPENT");
        assertProblem(cloud.grantOnCode(p, m7, 2, p.newHolder()), 409, "STALE_CODE");
        assertThat(cloud.grantOnCode(p, m7, 4, p.newHolder()).status()).isEqualTo(200);
    }

    @Test
    void somebodyElsesGrantIsNobodysBusiness() {
        cloud.register(q);
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, p.newHolder()));
        var grant = token.grant().id().toString();

        assertThat(cloud.grant(p, grant).body().path("state").asText()).isEqualTo("HELD");
        assertProblem(cloud.grant(q, grant), 403, "NOT_OWNER");
        assertProblem(cloud.grant(p, "00".repeat(16)), 403, "NOT_OWNER");
        assertProblem(cloud.grant(p, "xyz"), 400, "MALFORMED");
    }

    @Test
    void aReceiptThatNoModuleSignedIsRefused() {
        var holder = p.newHolder();
        var token = Cloud.token(cloud.grantOnCode(p, m7, 5, holder));
        var stranger = new PaymentUnit("0a0b0c0d0e09", random);
        var proof = m7.proof(token, holder, Intent.PAY);
        var foreign =
                stranger.receipt(token.grant().id(), proof, Outcome.VENDED, Money.of(175, "EUR"));
        var genuine = m7.receipt(token.grant().id(), proof, Outcome.VENDED, Money.of(175, "EUR"));

        assertProblem(cloud.redeem(p, foreign), 401, "UNKNOWN_ISSUER");
        var bytes = genuine.encoded().toArray();
        for (int bit = 0; bit < bytes.length * 8; bit += 11) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(cloud.redeem(p, Bytes.of(flipped)).status())
                    .as("bit %d", bit)
                    .isBetween(400, 499);
        }
        assertThat(cloud.balances()).doesNotContainKey("operator/A/payable");
        assertThat(cloud.redeem(p, genuine).status()).isEqualTo(200);
    }

    @Test
    void aTableThatStaysBusyIsSaidWithRetryAfter() {
        table.become(new AwsMode(100, 0, 0, 0));

        var busy = cloud.grantOnCode(p, m7, 5, p.newHolder());
        table.become(AwsMode.CALM);

        assertProblem(busy, 503, "BUSY");
        assertThat(busy.headers()).containsEntry("retry-after", "1");
    }

    private Reply guess() {
        var code = new AuthorizationCode(new Counter(5), Bytes.bigEndian(random.nextLong(), 8));
        return cloud.grantOnCode(p, m7, code, p.newHolder(), p.newRequestId());
    }

    private APIGatewayV2HTTPEvent get() {
        return p.request("GET", "/v1/account", "", p.newRequestId(), cloud.clock.instant());
    }

    private Reply post(String body) {
        return cloud.grants(
                p.request("POST", "/v1/grants", body, p.newRequestId(), cloud.clock.instant()));
    }

    private static APIGatewayV2HTTPEvent with(
            APIGatewayV2HTTPEvent event, String header, @Nullable String value) {
        var headers = new HashMap<>(event.getHeaders());
        headers.remove(header);
        if (value != null) {
            headers.put(header, value);
        }
        event.setHeaders(headers);
        return event;
    }

    private Reply read(APIGatewayV2HTTPEvent event) {
        return Cloud.reply(new ReadAccountHandler(cloud.wiring).handleRequest(event, null));
    }

    private static void assertField(Reply reply, String field) {
        assertProblem(reply, 400, "MALFORMED");
        assertThat(reply.body().path("field").asText()).isEqualTo(field);
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.body().path("code").asText()).as(reply.body().toString()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().path("status").asInt()).isEqualTo(status);
        assertThat(reply.body().path("type").asText()).isEqualTo("urn:coinless:refusal:" + code);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
    }
}
