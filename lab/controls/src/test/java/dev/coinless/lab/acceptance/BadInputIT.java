package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawAccount.Answer;
import dev.coinless.lab.raw.RawModule;
import dev.coinless.lab.raw.TableContents;
import dev.coinless.lab.world.World;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whatever is wrong with a request over HTTP is said, the member by its name, and changes nothing
/// in the table. The routes come from the template; one without cases here fails.
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final int MAX_BODY = 32 * 1024;

    /// Values that no member of any request may have, by what is wrong with them.
    private static final Map<String, String> WRONG =
            new TreeMap<>(
                    Map.of(
                            "null", "null",
                            "a list", "[]",
                            "an object", "{\"x\":1}",
                            "out of range", "4294967296",
                            "negative", "-1",
                            "a fraction", "1.5",
                            "empty", "\"\"",
                            "no text", "\"\\u0000\"",
                            "too long", "\"" + "A".repeat(30_000) + "\""));

    private static final List<String> MAY_BE_MISSING = List.of("choice", "cap");

    private static final List<String> ROUTES_WITHOUT_BODY =
            List.of(
                    "GET /v1/account",
                    "GET /v1/grants/{grant}",
                    "GET /v1/grants/{grant}/proof",
                    "GET /v1/book/header",
                    "GET /v1/book/header/{number}/consistency");

    private final World world;
    private final RawModule module;
    private final RawAccount account;
    private final Map<String, List<ObjectNode>> bodies;
    private Map<String, JsonNode> before = Map.of();

    BadInputIT(World world) throws Exception {
        this.world = world;
        this.module = RawModule.enrolled(world.cloud(), "M7");
        this.account = new RawAccount(world.cloud()).registered(CREDIT);
        var code = account.grantRequest(module.id(), module.advertisement(1).code());
        var selection = json().put("request", module.request(2, price("EUR")).base64Url());
        selection.set("holder", code.path("holder"));
        this.bodies =
                Map.of(
                        "POST /v1/accounts",
                        List.of(json().set("publicKey", code.path("holder"))),
                        "POST /v1/grants",
                        List.of(code, selection, choice(code), json(code).put("cap", 100)),
                        "POST /v1/receipts",
                        List.of(json().put("receipt", "AAAA")),
                        "POST /v1/checkpoints",
                        List.of(json().put("checkpoint", "AAAA")),
                        "POST /v1/refunds",
                        List.of(json().put("grant", "0".repeat(32)).put("reason", "other")),
                        "POST /v1/bundles",
                        List.of(json().put("bundle", "AAAA")));
    }

    @BeforeEach
    void lookAtTheTable() {
        before = whatMatters();
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(whatMatters()).isEqualTo(before);
    }

    /// All but the counts of sources, which count just this, and of what is held at modules, which
    /// the schedule counts meanwhile.
    private Map<String, JsonNode> whatMatters() {
        var items = new TreeMap<>(TableContents.ofSales(world.cloud()));
        items.keySet().removeIf(key -> key.contains(" N#") || key.contains(" X#"));
        return items;
    }

    @Test
    @DisplayName("Every route of the template has its cases")
    void everyRouteIsTried() throws IOException {
        var routes =
                Pattern.compile(" Method: ([A-Z]+)\n +Path: (/\\S+)")
                        .matcher(Files.readString(Home.find().template()))
                        .results()
                        .map(each -> each.group(1) + " " + each.group(2))
                        .collect(Collectors.toSet());

        assertThat(routes)
                .containsAll(bodies.keySet())
                .containsAll(ROUTES_WITHOUT_BODY)
                .hasSize(bodies.size() + ROUTES_WITHOUT_BODY.size());
    }

    @Test
    @DisplayName("A member missing, of another type, too long or out of range is named")
    void theMemberAtFaultIsNamed() throws IOException {
        for (var route : bodies.keySet()) {
            for (var body : bodies.get(route)) {
                for (var pointer : members(body)) {
                    if (!MAY_BE_MISSING.contains(pointer)) {
                        assertNamed(route, without(body, pointer), pointer);
                    }
                    for (var wrong : WRONG.values()) {
                        assertNamed(route, with(body, pointer, wrong), pointer);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("A body too large is 413, one that is not JSON 400, one said not to be JSON 415")
    void theBodyIsOneJsonObjectOfAtMost32Kilobytes() {
        for (var route : bodies.keySet()) {
            assertProblem(post(route, Bytes.utf8(" ".repeat(MAX_BODY + 1))), 413, "MALFORMED");
            for (var body : List.of("", "[]", "{", "{}{}", "null", "[".repeat(5000))) {
                assertProblem(post(route, Bytes.utf8(body)), 400, "MALFORMED");
            }
            var path = path(route);
            var body = Bytes.utf8("{}");
            var headers = headers(path, body, Duration.ZERO);
            headers.put("content-type", "text/plain");
            assertProblem(account.send("POST", path, body, headers), 415, "MALFORMED");
        }
    }

    @Test
    @DisplayName("A signature that is wrong, missing or old is 401 with the server's time")
    void whatIsNotSignedNowByTheAccountIsRefused() {
        for (var route : bodies.keySet()) {
            var path = path(route);
            var body = Bytes.utf8(bodies.get(route).getFirst().toString());
            for (var header : List.of("signature", "signature-input", "content-digest")) {
                var missing = headers(path, body, Duration.ZERO);
                missing.remove(header);
                assertUnsigned(account.send("POST", path, body, missing));
            }
            var other = headers(path, Bytes.utf8("{}"), Duration.ZERO);
            assertUnsigned(account.send("POST", path, body, other));
            for (var off : List.of(Duration.ofSeconds(-70), Duration.ofSeconds(70))) {
                assertUnsigned(account.send("POST", path, body, headers(path, body, off)));
            }
            if (!path.equals("/v1/accounts")) {
                var stranger = new RawAccount(world.cloud()).post(path, json());
                assertThat(stranger.status()).as(path).isIn(400, 401);
            }
        }
        assertProblem(new RawAccount(world.cloud()).get("/v1/account"), 401, "NO_PROOF");
        assertProblem(account.get("/v1/grants/xyz"), 400, "MALFORMED");
        assertProblem(account.get("/v1/grants/xyz/proof"), 400, "MALFORMED");
        assertProblem(account.get("/v1/grants/" + "00".repeat(16) + "/proof"), 403, "NOT_OWNER");
        assertProblem(account.get("/v1/book/header/x/consistency"), 400, "MALFORMED");
        assertProblem(account.get("/v1/book/header/999999999/consistency"), 409, "NOT_YET");
        assertProblem(new RawAccount(world.cloud()).get("/v1/book/header"), 401, "NO_PROOF");
        assertProblem(account.get("/v1/grants/" + "00".repeat(16)), 403, "NOT_OWNER");
    }

    @Test
    @DisplayName("Another currency, an unknown and an unlicensed module are said of the request")
    void whatIsWrongWithAModuleIsSaid() throws Exception {
        var dollars = account.requestGrant(module.request(3, price("USD")));
        assertProblem(dollars, 409, "MISMATCH");
        assertThat(dollars.body().path("field").asText()).isEqualTo("request");
        var stranger = RawModule.stranger();
        assertProblem(account.requestGrant(stranger.request(3, price("EUR"))), 403, "UNLICENSED");
        var code = stranger.advertisement(3).code();
        assertProblem(account.requestGrant(stranger.id(), code), 403, "UNLICENSED");
    }

    @Test
    @DisplayName("An unknown route or method is the gateway's 404")
    void whatIsNoRouteIsNotFound() {
        assertThat(account.get("/v1/secrets").status()).isEqualTo(404);
        assertThat(account.get("/v1/grants").status()).isEqualTo(404);
        assertThat(account.post("/v1/account", json()).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("An operator's function names the member that is missing or wrong")
    void anAdministrativeFunctionNamesTheMember() throws IOException {
        var credit =
                json().put("account", account.id().toString())
                        .put("amount", 100)
                        .put("currency", "EUR")
                        .put("id", "00000000-0000-0001-0000-000000000002");
        var enrol =
                json().put("enrolmentRequest", "coinless-enrol-1.AAAA")
                        .put("operator", "A")
                        .put("name", "M7")
                        .put("currency", "EUR")
                        .put("kind", "vend")
                        .put("licensed", true);
        enrol.putObject("prices").put("12", 175);
        for (var call : Map.of("CreditAccount", credit, "EnrolModule", enrol).entrySet()) {
            for (var name : call.getValue().propertyStream().toList()) {
                var member = name.getKey();
                assertAdministrative(call.getKey(), without(call.getValue(), member), member);
                var wrong = with(call.getValue(), member, WRONG.get("a list"));
                assertAdministrative(call.getKey(), wrong, member);
            }
        }
        assertAdministrative("CreditAccount", with(credit, "currency", "\"USD\""), "");
    }

    private void assertAdministrative(String function, ObjectNode input, String member) {
        var answer =
                account.send(
                        "POST",
                        "/2015-03-31/functions/" + function + "/invocations",
                        Bytes.utf8(input.toString()),
                        Map.of());
        assertThat(answer.body().path("errorType").asText())
                .as("%s %s: %s", function, input, answer.body())
                .endsWith("AdminRefusal");
        // What comes first is named first; an enrolment's request is read before all else.
        assertThat(answer.body().path("errorMessage").asText()).contains(": ");
        if (!function.equals("EnrolModule")) {
            assertThat(answer.body().path("errorMessage").asText()).contains(member);
        }
    }

    private void assertNamed(String route, ObjectNode body, String member) {
        var answer = post(route, Bytes.utf8(body.toString()));
        assertProblem(answer, 400, "MALFORMED");
        // Exactly one of the two is expected; without a request it is the code that is missing.
        var named = member.equals("request") && !body.has(member) ? "code" : member;
        assertThat(answer.body().path("field").asText()).as("%s %s", route, body).startsWith(named);
    }

    private static void assertUnsigned(Answer answer) {
        assertProblem(answer, 401, "BAD_SIGNATURE");
        assertThat(answer.body().path("serverTime").asLong()).isPositive();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.refusal()).as("%s", answer).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body().path("detail").asText()).isNotBlank();
    }

    private Answer post(String route, Bytes body) {
        var path = path(route);
        return account.send("POST", path, body, headers(path, body, Duration.ZERO));
    }

    private Map<String, String> headers(String path, Bytes body, Duration off) {
        return account.headers("POST", path, body, RawAccount.nonce(), off);
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    /// Names of members, those of an inner object with its name before them.
    private static List<String> members(ObjectNode body) {
        return body.propertyStream()
                .flatMap(each ->
                        each.getValue().isObject()
                                ? Stream.concat(
                                        Stream.of(each.getKey()),
                                        each.getValue()
                                                .propertyStream()
                                                .map(in -> each.getKey() + "." + in.getKey()))
                                : Stream.of(each.getKey()))
                .filter(member -> !(member.equals("holder") && body.has("request")))
                .toList();
    }

    private static ObjectNode without(ObjectNode body, String member) {
        var copy = body.deepCopy();
        owner(copy, member).remove(member.substring(member.indexOf('.') + 1));
        return copy;
    }

    private static ObjectNode with(ObjectNode body, String member, String value)
            throws IOException {
        var copy = body.deepCopy();
        owner(copy, member)
                .set(member.substring(member.indexOf('.') + 1), RawAccount.JSON.readTree(value));
        return copy;
    }

    private static ObjectNode owner(ObjectNode body, String member) {
        int dot = member.indexOf('.');
        return dot < 0 ? body : (ObjectNode) body.path(member.substring(0, dot));
    }

    private static ObjectNode json() {
        return RawAccount.JSON.createObjectNode();
    }

    private static ObjectNode json(ObjectNode like) {
        return like.deepCopy();
    }

    private static ObjectNode choice(ObjectNode code) {
        var body = json(code);
        body.putObject("choice").put("line", 1).put("amount", 200);
        return body;
    }

    private static Money price(String currency) {
        return Money.of(Purchases.PRICE, currency);
    }
}
