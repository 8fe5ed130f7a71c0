package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Es256PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every handler takes the events that AWS sends, read as AWS's own runtime reads them.
class EventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    final RandomGenerator random = AwsMode.dice(21);
    final Cloud cloud = new Cloud(new MemoryDynamo(), random);
    final Phone p = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final Es256PrivateKey holder = p.newHolder();

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.register(p);
        cloud.credit(p, 1000);
    }

    @Test
    void registerAccount() {
        var q = new Phone(random);
        var body = "{\"publicKey\":\"%s\"}".formatted(q.key().publicKey().encoded().base64Url());

        var answer =
                http(
                        "RegisterAccount",
                        "new",
                        "POST /v1/accounts",
                        q.request("POST", "/v1/accounts", body, q.newRequestId(), now()),
                        new RegisterAccountHandler(cloud.wiring));

        assertThat(answer.path("account").asText()).isEqualTo(q.account().toString());
    }

    @Test
    void readAccount() {
        var answer =
                http(
                        "ReadAccount",
                        "own",
                        "GET /v1/account",
                        p.request("GET", "/v1/account", "", p.newRequestId(), now()),
                        new ReadAccountHandler(cloud.wiring));

        assertThat(answer.path("available").asLong()).isEqualTo(1000);
    }

    @Test
    void issueGrantOnACode() {
        var code = m7.code(5);
        var body =
                "{\"code\":{\"module\":\"%s\",\"counter\":5,\"code\":\"%s\"},\"holder\":\"%s\"}"
                        .formatted(m7.id(), code.mac().hex(), holderKey());

        assertThat(issue("code", body).path("cap").asLong()).isEqualTo(500);
    }

    @Test
    void issueGrantOnASelection() {
        var selection = m7.selection(5, 12, Money.of(175, "EUR"));
        var body =
                "{\"request\":\"%s\",\"holder\":\"%s\"}"
                        .formatted(selection.encoded().base64Url(), holderKey());

        assertThat(issue("selection", body).path("cap").asLong()).isEqualTo(175);
    }

    @Test
    void readGrant() {
        var path = "/v1/grants/" + granted().grant().id();

        var answer =
                http(
                        "ReadGrant",
                        "own",
                        "GET /v1/grants/{grant}",
                        p.request("GET", path, "", p.newRequestId(), now()),
                        new ReadGrantHandler(cloud.wiring));

        assertThat(answer.path("state").asText()).isEqualTo("HELD");
    }

    @Test
    void redeemReceipt() {
        var body = "{\"receipt\":\"%s\"}".formatted(sale().encoded().base64Url());

        var answer =
                http(
                        "RedeemReceipt",
                        "sale",
                        "POST /v1/receipts",
                        p.request("POST", "/v1/receipts", body, p.newRequestId(), now()),
                        new RedeemReceiptHandler(cloud.wiring));

        assertThat(answer.path("captured").asLong()).isEqualTo(175);
    }

    @Test
    void requestRefund() {
        var grant = redeemed(Outcome.VENDED, 175);
        var body = "{\"grant\":\"%s\",\"reason\":\"nothing_came\"}".formatted(grant);

        var answer =
                http(
                        "RequestRefund",
                        "automatic",
                        "POST /v1/refunds",
                        p.request("POST", "/v1/refunds", body, p.newRequestId(), now()),
                        new RequestRefundHandler(cloud.wiring));

        assertThat(answer.path("state").asText()).isEqualTo("REFUNDED");
    }

    @Test
    void readCases() {
        var _ = redeemed(Outcome.UNKNOWN, 0);

        var answer =
                new ReadCasesHandler(cloud.wiring)
                        .handleRequest(
                                direct(
                                        "ReadCases",
                                        "operator",
                                        EventFiles.direct(Map.of("operator", "A"))),
                                null);

        assertThat((List<?>) answer.get("reviews")).hasSize(1);
    }

    @Test
    void decideReview() {
        var input = new LinkedHashMap<String, Object>();
        input.put("operator", "A");
        input.put("grant", redeemed(Outcome.UNKNOWN, 0));
        input.put("decision", "capture");
        input.put("amount", 175);
        input.put("reason", "seen on camera");

        var answer =
                new DecideReviewHandler(cloud.wiring)
                        .handleRequest(
                                direct("DecideReview", "capture", EventFiles.direct(input)), null);

        assertThat(answer).containsEntry("state", "CAPTURED").containsEntry("captured", 175L);
    }

    @Test
    void decideRefund() {
        var grant = redeemed(Outcome.VENDED, 501);
        assertThat(cloud.refund(p, grant, "other").body().path("state").asText())
                .isEqualTo("ASKED");
        var input = new LinkedHashMap<String, Object>();
        input.put("operator", "A");
        input.put("grant", grant);
        input.put("decision", "deny");
        input.put("reason", "the machine gave it");

        var answer =
                new DecideRefundHandler(cloud.wiring)
                        .handleRequest(
                                direct("DecideRefund", "deny", EventFiles.direct(input)), null);

        assertThat(answer).containsEntry("state", "DENIED");
    }

    @Test
    void submitCheckpoint() {
        m7.raiseFloor(6);
        var body = "{\"checkpoint\":\"%s\"}".formatted(m7.checkpoint().encoded().base64Url());

        var answer =
                http(
                        "SubmitCheckpoint",
                        "floor",
                        "POST /v1/checkpoints",
                        p.request("POST", "/v1/checkpoints", body, p.newRequestId(), now()),
                        new SubmitCheckpointHandler(cloud.wiring));

        assertThat(answer.path("accepted").asBoolean()).isTrue();
    }

    @Test
    void takeQueuedBundles() {
        var bundle =
                EventFiles.recorded(
                        "TakeQueuedBundles",
                        "batch",
                        "/Records/0/body",
                        () -> Base64.getEncoder().encodeToString(bundleOfASale().toArray()));
        var event =
                event(
                        "TakeQueuedBundles",
                        "batch",
                        EventFiles.queue(bundle, "not a bundle"),
                        SQSEvent.class);

        var failures =
                new TakeQueuedBundlesHandler(cloud.wiring, cloud.published::put)
                        .handleRequest(event, null)
                        .getBatchItemFailures();

        assertThat(failures).isEmpty();
        assertThat(cloud.published).containsOnlyKeys(m7.id());
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
    }

    @Test
    void syncBundles() {
        var body =
                EventFiles.recorded(
                        "SyncBundles",
                        "sale",
                        "/body",
                        () -> "{\"bundle\":\"%s\"}".formatted(bundleOfASale().base64Url()));

        var answer =
                http(
                        "SyncBundles",
                        "sale",
                        "POST /v1/bundles",
                        p.request("POST", "/v1/bundles", body, p.newRequestId(), now()),
                        new SyncBundlesHandler(cloud.wiring));

        assertThat(answer.path("refused").asInt()).isZero();
        assertThat(answer.path("down").asText()).isNotEmpty();
        assertThat(cloud.balances()).containsEntry("operator/A/payable", 175L);
    }

    @Test
    void sweepHoldsByStreamAndBySchedule() {
        var byStream =
                event(
                        "SweepHolds",
                        "stream",
                        EventFiles.stream("R#0a0b0c0d0e07#1", "0000000001"),
                        DynamodbEvent.class);
        var bySchedule =
                event(
                        "SweepHolds",
                        "schedule",
                        EventFiles.schedule("Regularly"),
                        DynamodbEvent.class);
        var sweep = new SweepHoldsHandler(cloud.wiring);

        for (var event : new DynamodbEvent[] {byStream, bySchedule}) {
            var token = granted();
            m7.raiseFloor(token.grant().counter().value() + 1);
            cloud.checkpoint(p, m7.checkpoint());

            assertThat(sweep.handleRequest(event, null).getBatchItemFailures()).isEmpty();

            assertThat(cloud.account(p).body().path("held").asLong()).isZero();
        }
    }

    @Test
    void rotateKeysByScheduleAndDirectly() {
        var rotate = new RotateKeysHandler(cloud.wiring);

        var bySchedule =
                rotate.handleRequest(
                        direct("RotateKeys", "schedule", EventFiles.schedule("Daily")), null);
        var early =
                rotate.handleRequest(
                        direct(
                                "RotateKeys",
                                "early",
                                EventFiles.direct(Map.of("usages", List.of("grant")))),
                        null);

        assertThat(serials(bySchedule)).containsEntry("grant", 1L).containsEntry("cert", 1L);
        assertThat(serials(early)).containsEntry("grant", 2L).containsEntry("cert", 1L);
    }

    @Test
    void enrolModule() {
        var m8 = new PaymentUnit("0a0b0c0d0e08", random);
        var input = new LinkedHashMap<String, Object>();
        input.put("enrolmentRequest", m8.enrolmentRequest());
        input.put("operator", "A");
        input.put("name", "Snacks, 2nd floor");
        input.put("currency", "EUR");
        input.put("kind", "vend");
        input.put("licensed", true);
        input.put("prices", Map.of("12", 175));

        var answer =
                new EnrolModuleHandler(cloud.wiring)
                        .handleRequest(
                                direct("EnrolModule", "vend", EventFiles.direct(input)), null);

        assertThat(answer).containsEntry("module", "0a0b0c0d0e08").containsEntry("generation", 1);
        assertThat(m8.enrolled((String) answer.get("enrolment")).open().keyCerts()).hasSize(4);
    }

    @Test
    void configureModule() {
        var input = new LinkedHashMap<String, Object>();
        input.put("module", m7.id().toString());
        input.put("operator", "A");
        input.put("settings", Map.of("code.rotation", 20));
        input.put("prices", Map.of("12", 180));

        var answer =
                new ConfigureModuleHandler(cloud.wiring)
                        .handleRequest(
                                direct("ConfigureModule", "price", EventFiles.direct(input)), null);

        assertThat(answer).containsEntry("configVersion", 1L);
    }

    @Test
    void changeModuleService() {
        var input = new LinkedHashMap<String, Object>();
        input.put("module", m7.id().toString());
        input.put("operator", "A");
        input.put("service", "quarantine");

        var answer =
                new ChangeModuleServiceHandler(cloud.wiring)
                        .handleRequest(
                                direct(
                                        "ChangeModuleService",
                                        "quarantine",
                                        EventFiles.direct(input)),
                                null);

        assertThat(answer).containsEntry("service", "QUARANTINED");
    }

    @Test
    void reviseDenylist() {
        var input = Map.<String, Object>of("keys", List.of("grant/1"));

        var answer =
                new ReviseDenylistHandler(cloud.wiring)
                        .handleRequest(
                                direct("ReviseDenylist", "key", EventFiles.direct(input)), null);

        assertThat(answer).containsEntry("version", 1L);
    }

    @Test
    void creditAccount() {
        var input = new LinkedHashMap<String, Object>();
        input.put("account", p.account().toString());
        input.put("amount", 250);
        input.put("currency", "EUR");
        input.put("id", "00000000-0000-0000-0000-000000000001");
        var credit = new CreditAccountHandler(cloud.wiring);
        var event = direct("CreditAccount", "promotion", EventFiles.direct(input));

        var answer = credit.handleRequest(event, null);

        assertThat(answer).containsEntry("version", 2L);
        assertThat(credit.handleRequest(event, null)).isEqualTo(answer);
        assertThat(cloud.account(p).body().path("available").asLong()).isEqualTo(1250);
    }

    @Test
    void verifyLedger() {
        var answer =
                new VerifyLedgerHandler(cloud.wiring)
                        .handleRequest(
                                direct("VerifyLedger", "all", EventFiles.direct(Map.of())), null);

        assertThat(answer).containsEntry("ok", true).containsEntry("entries", 1);
    }

    @Test
    void reportSales() {
        var input = new LinkedHashMap<String, Object>();
        input.put("operator", "A");
        input.put("from", "2026-01-01");
        input.put("to", "2027-01-01");

        var answer =
                new ReportSalesHandler(cloud.wiring)
                        .handleRequest(
                                direct("ReportSales", "year", EventFiles.direct(input)), null);

        assertThat((List<?>) answer.get("machines")).isNotEmpty();
    }

    private JsonNode issue(String name, String body) {
        return http(
                "IssueGrant",
                name,
                "POST /v1/grants",
                p.request("POST", "/v1/grants", body, p.newRequestId(), now()),
                new IssueGrantHandler(cloud.wiring));
    }

    private GrantToken granted() {
        long counter = m7.sequence().value() + random.nextInt(5, 50);
        var reply = cloud.grantOnCode(p, m7, 50 + counter, holder);
        return Cloud.token(reply);
    }

    private Envelope sale() {
        var token = granted();
        return m7.receipt(
                token.grant().id(),
                m7.proof(token, holder, Intent.PAY),
                Outcome.VENDED,
                Money.of(175, "EUR"));
    }

    /// A grant on a selection whose receipt has come.
    private String redeemed(Outcome outcome, long amount) {
        var price = Money.of(amount == 0 ? 175 : amount, "EUR");
        var token = Cloud.token(cloud.grantOnSelection(p, m7.selection(5, 12, price), holder));
        var receipt =
                m7.receipt(
                        token.grant().id(),
                        m7.proof(token, holder, Intent.PAY),
                        outcome,
                        Money.of(amount, "EUR"));
        assertThat(cloud.redeem(p, receipt).status()).isEqualTo(200);
        return token.grant().id().toString();
    }

    private Bytes bundleOfASale() {
        return m7.bundle(m7.held(), m7.checkpoint(), sale());
    }

    private Instant now() {
        return cloud.clock.instant();
    }

    private String holderKey() {
        return holder.publicKey().encoded().base64Url();
    }

    private static JsonNode http(
            String function,
            String name,
            String route,
            APIGatewayV2HTTPEvent event,
            RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
        var expected = EventFiles.http(route, event, Instant.parse("2026-03-01T12:00:00Z"));
        var response =
                handler.handleRequest(
                        event(function, name, expected, APIGatewayV2HTTPEvent.class), null);
        assertThat(response.getStatusCode()).as(response.getBody()).isBetween(200, 299);
        return EventFiles.json(response.getBody());
    }

    private static <T> T event(String function, String name, JsonNode expected, Class<T> type) {
        var content = EventFiles.read(function, name, expected);
        return LambdaEventSerializers.serializerFor(type, EventsTest.class.getClassLoader())
                .fromJson(content);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> direct(String function, String name, JsonNode expected) {
        var content = EventFiles.read(function, name, expected);
        return JSON.convertValue(EventFiles.json(content), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> serials(Map<String, Object> answer) {
        return (Map<String, Object>) answer.get("serials");
    }
}
