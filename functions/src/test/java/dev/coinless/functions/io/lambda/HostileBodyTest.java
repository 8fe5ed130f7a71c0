package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a phone that signs its requests may send, the answer is 400 and names the member.
class HostileBodyTest {

    /// Values that no member of any request may have.
    private static final List<String> WRONG =
            List.of(
                    "null",
                    "true",
                    "[]",
                    "[[\"AA\"]]",
                    "{\"x\":1}",
                    "-1",
                    "1.5",
                    "1e400",
                    "18446744073709551616",
                    "4294967296",
                    "\"\"",
                    "\"=\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"" + "A".repeat(20_000) + "\"");

    final RandomGenerator random = AwsMode.dice(7);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @Test
    void aMemberOfAWrongKindIsNamedOnEveryRoute() {
        var handlers =
                Map.of(
                        "/v1/accounts publicKey", new RegisterAccountHandler(cloud.wiring),
                        "/v1/receipts receipt", new RedeemReceiptHandler(cloud.wiring),
                        "/v1/checkpoints checkpoint", new SubmitCheckpointHandler(cloud.wiring),
                        "/v1/grants request", new IssueGrantHandler(cloud.wiring));
        handlers.forEach((route, handler) -> {
            var path = route.split(" ")[0];
            var member = route.split(" ")[1];
            for (var value : WRONG) {
                var body = "{\"%s\":%s}".formatted(member, value);
                assertNamed(post(handler, path, body), member, body);
            }
        });
    }

    @Test
    void aMemberOfACodeOfAWrongKindIsNamed() {
        var good = new LinkedHashMap<String, String>();
        good.put("module", "\"0a0b0c0d0e07\"");
        good.put("counter", "5");
        good.put("code", "\"0000000000000000\"");
        for (var member : good.keySet()) {
            for (var value : WRONG) {
                var code = new LinkedHashMap<>(good);
                code.put(member, value);
                var body = "{\"code\":%s,\"holder\":\"AA\"}".formatted(json(code));
                assertNamed(grants(body), "code." + member, body);
            }
        }
        for (var value : WRONG) {
            var body = "{\"code\":%s,\"holder\":%s}".formatted(json(good), value);
            assertNamed(grants(body), "holder", body);
        }
    }

    @Test
    void aWishOfAWrongKindIsNamed() {
        var code = "{\"module\":\"0a0b0c0d0e07\",\"counter\":5,\"code\":\"0000000000000000\"}";
        var wishes =
                Map.of(
                        "cap", "\"cap\":%s",
                        "choice", "\"choice\":%s",
                        "choice.line", "\"choice\":{\"line\":%s,\"amount\":200}",
                        "choice.amount", "\"choice\":{\"line\":1,\"amount\":%s}");
        wishes.forEach((member, wish) -> {
            for (var value : WRONG) {
                var body =
                        "{\"code\":%s,\"holder\":\"AA\",%s}".formatted(code, wish.formatted(value));
                var field = grants(body).body().path("field").asText();
                assertThat(field).as(body).startsWith(member);
            }
        });
    }

    @Test
    void aBodyThatIsNotOneObjectIsRefused() {
        for (var body :
                List.of(
                        "",
                        " ",
                        "\0\0\0{\"code\":1}",
                        "\0{\0}",
                        "\ufeff{}",
                        "null",
                        "1",
                        "[".repeat(5000),
                        "{\"code\":".repeat(3000),
                        "{\"code\":1,\"code\":1}",
                        "{} {}",
                        "{\"code\":" + "9".repeat(20_000) + "}",
                        " ".repeat(40_000))) {
            assertThat(grants(body).status())
                    .as(body)
                    .isEqualTo(body.length() > 32 * 1024 ? 413 : 400);
            assertThat(grants(body).code()).as(body).isEqualTo("MALFORMED");
        }
    }

    @Test
    void anObjectThatIsSignedByNobodyIsRefusedWhateverItsBytes() {
        for (int i = 0; i < 100; i++) {
            var bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            for (var route : List.of("receipt", "checkpoint")) {
                var reply =
                        post(
                                route.equals("receipt")
                                        ? new RedeemReceiptHandler(cloud.wiring)
                                        : new SubmitCheckpointHandler(cloud.wiring),
                                "/v1/" + route + "s",
                                "{\"%s\":\"%s\"}".formatted(route, text));
                assertNamed(reply, route, text);
            }
        }
    }

    private static String json(Map<String, String> members) {
        var parts = new ArrayList<String>();
        members.forEach((name, value) -> parts.add("\"%s\":%s".formatted(name, value)));
        return "{" + String.join(",", parts) + "}";
    }

    private Cloud.Reply grants(String body) {
        return post(new IssueGrantHandler(cloud.wiring), "/v1/grants", body);
    }

    private Cloud.Reply post(
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler,
            String path,
            String body) {
        var event = p.request("POST", path, body, p.newRequestId(), cloud.clock.instant());
        return Cloud.reply(handler.handleRequest(event, null));
    }

    private static void assertNamed(Cloud.Reply reply, String member, String body) {
        assertThat(reply.status()).as(body).isEqualTo(400);
        assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(reply.code()).as(body).isEqualTo("MALFORMED");
        assertThat(reply.body().path("field").asText()).as(body).startsWith(member);
    }
}
