package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.PaymentUnit;
import dev.coinless.functions.testing.Phone;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each member of each request missing, and each request in a form that no client of ours sends:
/// the member is named and nothing is changed. [HostileBodyTest] tries the wrong kinds of values.
class BadInputTest {

    /// Requests with a body, one complete body for each way to ask, and its members.
    private static final Map<String, Map<String, List<String>>> BODIES =
            Map.of(
                    "POST /v1/accounts",
                    Map.of("{\"publicKey\":KEY}", List.of("publicKey")),
                    "POST /v1/grants",
                    Map.of(
                            "{\"code\":{\"module\":\"0a0b0c0d0e07\",\"counter\":5,\"code\":\"0000000000000000\"},\"holder\":KEY}",
                            List.of("code", "code.module", "code.counter", "code.code", "holder"),
                            "{\"code\":{\"module\":\"0a0b0c0d0e07\",\"counter\":5,\"code\":\"0000000000000000\"},\"holder\":KEY,\"choice\":{\"line\":1,\"amount\":200}}",
                            List.of("choice.line", "choice.amount"),
                            "{\"request\":REQUEST,\"holder\":KEY}",
                            List.of("request")),
                    "POST /v1/receipts",
                    Map.of("{\"receipt\":\"AAAA\"}", List.of("receipt")),
                    "POST /v1/checkpoints",
                    Map.of("{\"checkpoint\":\"AAAA\"}", List.of("checkpoint")),
                    "POST /v1/refunds",
                    Map.of(
                            "{\"grant\":\"00112233445566778899aabbccddeeff\",\"reason\":\"other\"}",
                            List.of("grant", "reason")),
                    "POST /v1/bundles",
                    Map.of("{\"bundle\":\"AAAA\"}", List.of("bundle")));

    private static final List<String> WITHOUT_BODY =
            List.of(
                    "GET /v1/account",
                    "GET /v1/grants/{grant}",
                    "GET /v1/grants/{grant}/proof",
                    "GET /v1/book/header",
                    "GET /v1/book/header/{number}/consistency");

    final RandomGenerator random = AwsMode.dice(11);
    final MemoryDynamo table = new MemoryDynamo();
    final Cloud cloud = new Cloud(table, random);
    final Phone p = new Phone(random);
    final PaymentUnit m7 = new PaymentUnit("0a0b0c0d0e07", random);
    final PaymentUnit unlicensed = new PaymentUnit("0a0b0c0d0e08", random);
    final PaymentUnit unknown = new PaymentUnit("0a0b0c0d0e09", random);
    List<?> before = List.of();

    @BeforeEach
    void pHasTenEuros() {
        cloud.rotateKeys();
        cloud.enrol(m7, "A");
        cloud.enrol(unlicensed, "A", false);
        cloud.register(p);
        cloud.credit(p, 1000);
        before = whatMatters();
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(whatMatters()).isEqualTo(before);
    }

    /// All but the counts of sources, which count just this.
    private List<?> whatMatters() {
        return table.everything().stream()
                .filter(item -> !String.valueOf(item.get("pk")).contains("S=N#"))
                .toList();
    }

    @Test
    void everyRouteOfTheTemplateIsTriedHere() throws IOException {
        var template = Files.readString(Path.of("../template.yaml"));
        var routes =
                Pattern.compile(" Method: ([A-Z]+)\n +Path: (/\\S+)")
                        .matcher(template)
                        .results()
                        .map(each -> each.group(1) + " " + each.group(2))
                        .collect(Collectors.toSet());

        assertThat(routes)
                .as("a new route needs its cases here and in BadInputIT")
                .containsAll(BODIES.keySet())
                .containsAll(WITHOUT_BODY)
                .hasSize(BODIES.size() + WITHOUT_BODY.size());
    }

    @Test
    void aMissingMemberIsNamed() {
        BODIES.forEach((route, bodies) ->
                bodies.forEach((body, members) -> {
                    for (var member : members) {
                        var without = without(filled(body), member);
                        var reply = post(route, without, p);
                        assertThat(reply.status()).as("%s %s", route, without).isEqualTo(400);
                        assertThat(reply.body().path("field").asText())
                                .as("%s %s", route, without)
                                // Without code a request is expected and the other way round.
                                .isEqualTo(member.equals("request") ? "code" : member);
                    }
                }));
    }

    @Test
    void aMemberThatIsNotKnownIsNamed() {
        BODIES.forEach((route, bodies) ->
                bodies.keySet()
                        .forEach(body -> {
                            var more = filled(body).replaceFirst("\\{", "{\"colour\":\"red\",");
                            assertThat(post(route, more, p).body().path("field").asText())
                                    .isEqualTo("colour");
                        }));
    }

    @Test
    void aBodyAbove32KilobytesIsTooLargeAndOneThatIsNoJsonUnsupported() {
        BODIES.keySet()
                .forEach(route -> {
                    var tooLarge = post(route, " ".repeat(32 * 1024 + 1), p);
                    assertThat(tooLarge.status()).isEqualTo(413);
                    assertThat(tooLarge.body().path("status").asInt()).isEqualTo(413);
                    assertThat(tooLarge.code()).isEqualTo("MALFORMED");

                    var event = event(route, "{}", p);
                    var headers = new HashMap<>(event.getHeaders());
                    headers.put("Content-Type", "text/plain");
                    event.setHeaders(headers);
                    assertThat(Cloud.reply(handler(route).handleRequest(event, null)).status())
                            .isEqualTo(415);
                });
    }

    @Test
    void whatIsWrongWithASelectionIsSaidOfTheRequest() {
        var price = Money.of(175, "EUR");
        assertSaid(selection(m7, Money.of(175, "USD")), 409, "MISMATCH");
        assertSaid(selection(unlicensed, price), 403, "UNLICENSED");
        assertSaid(selection(unknown, price), 403, "UNLICENSED");
    }

    @Test
    void whatIsWrongWithACodeIsSaidOfTheCode() {
        for (var module : List.of(unlicensed, unknown)) {
            var reply = cloud.grantOnCode(p, module, 5, p.newHolder());
            assertThat(reply.code()).isEqualTo("UNLICENSED");
            assertThat(reply.body().path("field").asText()).isEqualTo("code");
        }
    }

    @Test
    void anUnknownAccountIsNobodyOnEveryRoute() {
        var stranger = new Phone(random);
        BODIES.forEach((route, bodies) ->
                bodies.keySet()
                        .forEach(body -> {
                            if (!route.endsWith("/accounts")) {
                                var reply = post(route, filled(body), stranger);
                                assertThat(reply.status()).as(route).isIn(400, 401);
                            }
                        }));
        assertThat(cloud.account(stranger).code()).isEqualTo("NO_PROOF");
        assertThat(cloud.grant(stranger, "00".repeat(16)).code()).isEqualTo("NO_PROOF");
    }

    @Test
    void anOperatorIsToldWhichMemberIsMissingOrWrong() {
        var credit =
                Map.<String, Object>of(
                        "account",
                        p.account().toString(),
                        "amount",
                        100,
                        "currency",
                        "EUR",
                        "id",
                        new UUID(1, 2).toString());
        var enrolment = new HashMap<String, Object>();
        enrolment.put("enrolmentRequest", unknown.enrolmentRequest());
        enrolment.put("operator", "A");
        enrolment.put("name", "Snacks");
        enrolment.put("currency", "EUR");
        enrolment.put("kind", "vend");
        enrolment.put("licensed", true);
        enrolment.put("prices", Map.of("12", 175));

        assertEachMemberNamed(
                credit,
                Set.of(),
                input -> new CreditAccountHandler(cloud.wiring).handleRequest(input, null));
        assertEachMemberNamed(
                enrolment,
                Set.of(),
                input -> new EnrolModuleHandler(cloud.wiring).handleRequest(input, null));
        for (var own : List.of("platform", "Platform")) {
            assertThatThrownBy(() ->
                            new EnrolModuleHandler(cloud.wiring)
                                    .handleRequest(with(enrolment, "operator", own), null))
                    .isInstanceOf(AdminRefusal.class)
                    .hasMessageContaining("must not be 'platform'");
        }
        assertThatThrownBy(() ->
                        new CreditAccountHandler(cloud.wiring)
                                .handleRequest(with(credit, "currency", "USD"), null))
                .isInstanceOf(AdminRefusal.class);
    }

    @Test
    void anOperatorIsToldWhichMemberOfAReportIsMissingOrWrong() {
        var report =
                Map.<String, Object>of("operator", "A", "from", "2026-01-01", "to", "2026-02-01");

        assertEachMemberNamed(
                report,
                Set.of("from", "to"),
                input -> new ReportSalesHandler(cloud.wiring).handleRequest(input, null));
        for (var wrong : List.of("yesterday", "2026-13-01", "2026-01-01T25:00:00Z")) {
            assertThatThrownBy(() ->
                            new ReportSalesHandler(cloud.wiring)
                                    .handleRequest(with(report, "to", wrong), null))
                    .isInstanceOf(AdminRefusal.class)
                    .hasMessageContaining("to must be a day");
        }
    }

    @Test
    void anOperatorIsToldWhichMemberOfAModulesLifeIsMissingOrWrong() {
        var service =
                Map.<String, Object>of(
                        "module", m7.id().toString(), "operator", "A", "service", "quarantine");
        var configuration =
                Map.<String, Object>of(
                        "module", m7.id().toString(),
                        "operator", "A",
                        "currency", "EUR",
                        "settings", Map.of("code.rotation", 20),
                        "prices", Map.of("12", 175));

        assertEachMemberNamed(
                service,
                Set.of(),
                input -> new ChangeModuleServiceHandler(cloud.wiring).handleRequest(input, null));
        assertEachMemberNamed(
                configuration,
                Set.of("currency", "settings", "prices"),
                input -> new ConfigureModuleHandler(cloud.wiring).handleRequest(input, null));
        for (var member : List.of("keys", "subjects", "dropKeys", "dropSubjects")) {
            for (var wrong : List.<Object>of(1, Map.of(), List.of("x/y"), List.of(1))) {
                assertThatThrownBy(() ->
                                new ReviseDenylistHandler(cloud.wiring)
                                        .handleRequest(Map.of(member, wrong), null))
                        .as("%s as %s", member, wrong)
                        .isInstanceOf(AdminRefusal.class)
                        .hasMessageContaining(member);
            }
        }
    }

    @Test
    void anOperatorIsToldWhichMemberOfADecisionIsMissingOrWrong() {
        var grant = "00112233445566778899aabbccddeeff";
        var capture =
                Map.<String, Object>of(
                        "operator", "A",
                        "grant", grant,
                        "decision", "capture",
                        "amount", 175,
                        "reason", "seen on camera");
        var deny =
                Map.<String, Object>of(
                        "operator", "A",
                        "grant", grant,
                        "decision", "deny",
                        "reason", "the cup is in the shaft");

        assertEachMemberNamed(
                capture,
                Set.of(),
                input -> new DecideReviewHandler(cloud.wiring).handleRequest(input, null));
        assertEachMemberNamed(
                deny,
                Set.of(),
                input -> new DecideRefundHandler(cloud.wiring).handleRequest(input, null));
        assertEachMemberNamed(
                Map.of("operator", "A"),
                Set.of(),
                input -> new ReadCasesHandler(cloud.wiring).handleRequest(input, null));
        assertThatThrownBy(() ->
                        new DecideReviewHandler(cloud.wiring)
                                .handleRequest(with(capture, "reason", "a\nb"), null))
                .hasMessageContaining("reason");
        assertThatThrownBy(() ->
                        new DecideReviewHandler(cloud.wiring)
                                .handleRequest(with(capture, "decision", "release"), null))
                .hasMessageContaining("amount");
    }

    @Test
    void everyFunctionWithoutAnEventIsTriedHere() throws IOException {
        var template = Files.readString(Path.of("../template.yaml"));
        var administrative =
                Pattern.compile("\n  (\\w+):\n    Type: AWS::Serverless::Function\n((?:    .*\n)+)")
                        .matcher(template)
                        .results()
                        .filter(each -> !each.group(2).contains("      Events:"))
                        .map(each -> each.group(1))
                        .collect(Collectors.toSet());

        assertThat(administrative)
                .as("a new administrative function needs its cases here")
                .containsExactlyInAnyOrder(
                        "CreditAccount",
                        "EnrolModule",
                        "ChangeModuleService",
                        "ConfigureModule",
                        "ReadCases",
                        "DecideReview",
                        "DecideRefund",
                        "ReportSales",
                        "ReviseDenylist",
                        "CatchUpBook",
                        "ExportBook",
                        "ReportTotals",
                        "VerifyLedger");
    }

    /// A function that an operator calls.
    private interface Administrative {
        Map<String, Object> call(Map<String, Object> input);
    }

    private static void assertEachMemberNamed(
            Map<String, Object> complete, Set<String> optional, Administrative function) {
        for (var member : complete.keySet()) {
            var missing = new LinkedHashMap<>(complete);
            missing.remove(member);
            if (!optional.contains(member)) {
                assertThatThrownBy(() -> function.call(missing))
                        .as("without " + member)
                        .isInstanceOf(AdminRefusal.class)
                        .hasMessageContaining(member);
            }
            for (var wrong : List.<Object>of(List.of(), -1, "A".repeat(5000), Map.of("x", "y"))) {
                assertThatThrownBy(() -> function.call(with(complete, member, wrong)))
                        .as("%s as %s", member, wrong)
                        .isInstanceOf(AdminRefusal.class)
                        .hasMessageContaining(member);
            }
        }
    }

    private static Map<String, Object> with(
            Map<String, Object> complete, String member, Object value) {
        var changed = new LinkedHashMap<>(complete);
        changed.put(member, value);
        return changed;
    }

    private Bytes selection(PaymentUnit module, Money price) {
        return module.selection(9, 12, price).encoded();
    }

    private void assertSaid(Bytes request, int status, String code) {
        var reply =
                post("POST /v1/grants", "{\"request\":\"%s\"}".formatted(request.base64Url()), p);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.body().path("field").asText()).isEqualTo("request");
    }

    private String filled(String body) {
        return body.replace("KEY", quoted(p.newHolder().publicKey().encoded()))
                .replace("REQUEST", quoted(selection(m7, Money.of(175, "EUR"))));
    }

    private static String quoted(Bytes bytes) {
        return '"' + bytes.base64Url() + '"';
    }

    /// The body without one member, which may be inside another one.
    private static String without(String body, String member) {
        var object = (ObjectNode) EventFiles.json(body);
        int dot = member.indexOf('.');
        var holder = dot < 0 ? object : (ObjectNode) object.path(member.substring(0, dot));
        holder.remove(member.substring(dot + 1));
        return object.toString();
    }

    private Cloud.Reply post(String route, String body, Phone phone) {
        return Cloud.reply(handler(route).handleRequest(event(route, body, phone), null));
    }

    private APIGatewayV2HTTPEvent event(String route, String body, Phone phone) {
        return phone.request(
                "POST",
                route.substring("POST ".length()),
                body,
                phone.newRequestId(),
                cloud.clock.instant());
    }

    private RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler(String route) {
        return switch (route) {
            case "POST /v1/accounts" -> new RegisterAccountHandler(cloud.wiring);
            case "POST /v1/grants" -> new IssueGrantHandler(cloud.wiring);
            case "POST /v1/receipts" -> new RedeemReceiptHandler(cloud.wiring);
            case "POST /v1/checkpoints" -> new SubmitCheckpointHandler(cloud.wiring);
            case "POST /v1/refunds" -> new RequestRefundHandler(cloud.wiring);
            case "POST /v1/bundles" -> new SyncBundlesHandler(cloud.wiring);
            default -> throw new AssertionError("no handler for " + route);
        };
    }
}
