package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.sign.Es256PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A pulse machine from its enrolment to the grant for what a customer chose.
class ChoiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RandomGenerator random = AwsMode.dice(31);
    private final Cloud cloud = new Cloud(new MemoryDynamo(), random);
    private final Phone p = new Phone(random);
    private final PaymentUnit l3 = new PaymentUnit("0a0b0c0d0e03", random);
    private final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    private final Es256PrivateKey holder = p.newHolder();

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @Test
    void enrolAndChoose() throws Exception {
        var enrolled = enrol(EventFiles.read("EnrolModule", "pulse", EventFiles.direct(laundry())));
        assertThat(enrolled).containsEntry("module", "0a0b0c0d0e03");

        var answer =
                issue(
                        p.request(
                                "POST",
                                "/v1/grants",
                                body(l3, ",\"choice\":{\"line\":1,\"amount\":200}"),
                                p.newRequestId(),
                                cloud.clock.instant()));

        assertThat(answer.path("cap").asLong()).isEqualTo(200);
        var grant =
                GrantToken.parse(Bytes.fromBase64Url(answer.path("grantToken").asText())).grant();
        assertThat(grant.kind()).isEqualTo(GrantKind.PULSE);
        assertThat(grant.lines()).isEqualTo(1);
        assertThat(grant.vends()).isEqualTo(4);
        var lines = answer.path("display").path("lines");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("name").asText()).isEqualTo("Washer");
        assertThat(lines.get(0).path("max").asLong()).isEqualTo(500);
        assertThat(lines.get(1).path("name").asText()).isEqualTo("Line 2");
        assertThat(lines.get(1).path("max").asLong()).isEqualTo(255 * 20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'{\"line\":3,\"amount\":200}'; 409; MISMATCH; choice.line",
                "'{\"line\":1,\"amount\":210}'; 409; MISMATCH; choice.amount",
                "'{\"line\":1,\"amount\":550}'; 403; OVER_LIMIT; choice.amount",
                "'{\"line\":0,\"amount\":200}'; 400; MALFORMED; choice.line",
                "'{\"line\":33,\"amount\":200}'; 400; MALFORMED; choice.line",
                "'{\"line\":1,\"amount\":0}'; 400; MALFORMED; choice.amount",
                "'{\"line\":1,\"amount\":\"200\"}'; 400; MALFORMED; choice.amount",
                "'{\"line\":1}'; 400; MALFORMED; choice.amount",
                "'{\"line\":1,\"amount\":200,\"item\":1}'; 400; MALFORMED; choice.item",
                "'[1,200]'; 400; MALFORMED; choice"
            })
    void aWrongChoiceIsRefusedByItsMember(String choice, int status, String code, String field) {
        enrol(laundry());

        var reply = reply(body(l3, ",\"choice\":" + choice));

        assertProblem(reply, status, code, field);
        assertThat(cloud.account(p).body().path("held").asLong()).isZero();
    }

    @Test
    void aChoiceIsForPulseMachinesOnlyAndTheyNeedOne() {
        enrol(laundry());

        assertProblem(reply(body(l3, "")), 409, "MISMATCH", "choice");
        assertProblem(
                reply(body(m7, ",\"choice\":{\"line\":1,\"amount\":200}")),
                409,
                "MISMATCH",
                "choice");
        assertProblem(
                reply("{\"request\":\"AAAA\",\"choice\":{\"line\":1,\"amount\":200}}"),
                400,
                "MALFORMED",
                "choice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"33\":{\"value\":50}}",
                "{\"0\":{\"value\":50}}",
                "{\"1\":{\"value\":0}}",
                "{\"1\":{}}",
                "{\"1\":{\"value\":50,\"min\":75}}",
                "{\"1\":{\"value\":50,\"max\":125}}",
                "{\"1\":{\"value\":50,\"min\":200,\"max\":150}}",
                "{\"1\":{\"value\":50,\"max\":12800}}",
                "{\"1\":{\"value\":50,\"price\":100}}"
            })
    void linesThatNobodyCouldSellAreRefused(String lines) {
        var input = laundry();
        input.put("lines", EventFiles.json("{\"lines\":" + lines + "}").path("lines"));

        assertThatThrownBy(() -> enrol(EventFiles.direct(input).toString()))
                .hasMessageContaining("lines");
    }

    @Test
    void linesBelongToPulseMachinesOnly() {
        var input = laundry();
        input.put("kind", "vend");
        assertThatThrownBy(() -> enrol(input)).hasMessageContaining("kind pulse only");

        var without = laundry();
        without.remove("lines");
        assertThatThrownBy(() -> enrol(without)).hasMessageContaining("lines");
    }

    private Map<String, Object> laundry() {
        var input = new LinkedHashMap<String, Object>();
        input.put("enrolmentRequest", l3.enrolmentRequest());
        input.put("operator", "B");
        input.put("name", "Laundry");
        input.put("currency", "EUR");
        input.put("kind", "pulse");
        input.put("licensed", true);
        input.put("prices", Map.of());
        var washer = new LinkedHashMap<String, Object>();
        washer.put("name", "Washer");
        washer.put("value", 50);
        washer.put("min", 200);
        washer.put("max", 500);
        var lines = new LinkedHashMap<String, Object>();
        lines.put("1", washer);
        lines.put("2", Map.of("value", 20));
        input.put("lines", lines);
        return input;
    }

    private Map<String, Object> enrol(Map<String, Object> input) {
        return enrol(EventFiles.direct(input).toString());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> enrol(String json) {
        var input = (Map<String, Object>) JSON.convertValue(EventFiles.json(json), Map.class);
        var answer = new EnrolModuleHandler(cloud.wiring).handleRequest(input, null);
        var _ = l3.enrolled((String) answer.get("enrolment"));
        return answer;
    }

    private String body(PaymentUnit module, String more) {
        var code = module.code(5);
        return "{\"code\":{\"module\":\"%s\",\"counter\":5,\"code\":\"%s\"},\"holder\":\"%s\"%s}"
                .formatted(
                        module.id(),
                        code.mac().hex(),
                        holder.publicKey().encoded().base64Url(),
                        more);
    }

    private Cloud.Reply reply(String body) {
        var request =
                p.request("POST", "/v1/grants", body, p.newRequestId(), cloud.clock.instant());
        var response = new IssueGrantHandler(cloud.wiring).handleRequest(request, null);
        return new Cloud.Reply(
                response.getStatusCode(),
                EventFiles.json(response.getBody()),
                response.getHeaders());
    }

    private JsonNode issue(APIGatewayV2HTTPEvent event) {
        var expected =
                EventFiles.http("POST /v1/grants", event, Instant.parse("2026-03-01T12:00:00Z"));
        var json = EventFiles.read("IssueGrant", "choice", expected);
        var read =
                LambdaEventSerializers.serializerFor(
                                APIGatewayV2HTTPEvent.class, getClass().getClassLoader())
                        .fromJson(json);
        var response = new IssueGrantHandler(cloud.wiring).handleRequest(read, null);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return EventFiles.json(response.getBody());
    }

    private static void assertProblem(Cloud.Reply reply, int status, String code, String field) {
        assertThat(reply.body().path("code").asText()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().path("field").asText()).isEqualTo(field);
        assertThat(List.of(reply.body().path("detail").asText())).doesNotContain("");
    }
}
