package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoIssues;
import dev.coinless.functions.issue.DecideIssue;
import dev.coinless.functions.issue.GrantRequest.Relayed;
import dev.coinless.functions.issue.IssueGrant;
import dev.coinless.functions.issue.IssueGrant.Issued;
import dev.coinless.functions.issue.ModulePace;
import dev.coinless.functions.issue.ReadGrantRequest;
import dev.coinless.functions.module.LineOffer;
import dev.coinless.functions.policy.Limits;
import dev.coinless.functions.policy.Policy;
import dev.coinless.model.refusal.Refusal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `POST /v1/grants`.
public final class IssueGrantHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Set<Refusal> ABOUT_THE_RELAYED =
            EnumSet.of(
                    Refusal.UNLICENSED,
                    Refusal.REVOKED,
                    Refusal.BAD_SIGNATURE,
                    Refusal.BAD_CODE,
                    Refusal.STALE_CODE,
                    Refusal.CODE_SPENT,
                    Refusal.MISMATCH);

    private final PhoneEndpoint endpoint;
    private final IssueGrant issue;

    public IssueGrantHandler() {
        this(Wiring.ofEnvironment());
    }

    IssueGrantHandler(Wiring wiring) {
        this.endpoint = wiring.endpoint();
        var limits = limits(wiring.settings());
        this.issue =
                new IssueGrant(
                        new DynamoIssues(
                                wiring.table(),
                                wiring.table()
                                        .sibling(wiring.settings().require("BOOK_TABLE_NAME"))),
                        wiring.keyRing(),
                        new DecideIssue(new Policy(limits), wiring.environment()),
                        new ModulePace(),
                        wiring.environment(),
                        wiring.attempts());
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                Duration.ofSeconds(settings.number("GRANT_TTL_SECONDS")),
                settings.number("GRANT_CAP"),
                settings.number("MAX_PER_USE"),
                settings.number("MAX_PER_DAY"),
                settings.number("MAX_OPEN_HOLDS"),
                settings.number("MAX_OPEN_HOLDS_PER_MODULE"),
                settings.number("MAX_BAD_CODES"),
                settings.number("MAX_GRANTS_PER_MINUTE"),
                settings.number("MAX_GRANTS_PER_MINUTE_AT_MODULE"),
                settings.number("MAX_EXPOSURE_PER_MODULE"));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call) throws Refused {
        var request = ReadGrantRequest.read(call.signed(), call.request().body());
        var issued =
                endpoint.authentic(call, () -> issue.issue(call.signed(), request, call.now()));
        return switch (issued) {
            case Issued.Granted granted -> new Answer(200, body(granted));
            case Issued.Denied denied ->
                    throw new Refused(
                            denied.field()
                                    .map(field ->
                                            Problem.about(denied.reason(), field, denied.detail()))
                                    .orElseGet(() -> problem(denied, request.relayed())));
        };
    }

    /// What is wrong with the module, the code or the price is wrong with what the phone relayed.
    private static Problem problem(Issued.Denied denied, Relayed relayed) {
        return ABOUT_THE_RELAYED.contains(denied.reason())
                ? Problem.about(denied.reason(), member(relayed), denied.detail())
                : Problem.of(denied.reason(), denied.detail());
    }

    private static String member(Relayed relayed) {
        return switch (relayed) {
            case Relayed.Code _ -> "code";
            case Relayed.Selection _ -> "request";
        };
    }

    private static Map<String, Object> body(Issued.Granted granted) {
        var grant = granted.hold().grant();
        var display = new LinkedHashMap<String, Object>();
        display.put("machine", granted.machine());
        display.put("prices", prices(granted.prices()));
        if (!granted.lines().isEmpty()) {
            display.put("lines", lines(granted.lines()));
        }
        display.put("balance", granted.hold().balance().minorUnits());
        var body = new LinkedHashMap<String, Object>();
        body.put("grant", grant.id().toString());
        body.put("grantToken", granted.hold().token().encoded().base64Url());
        body.put("cap", grant.cap().minorUnits());
        body.put("currency", grant.cap().currency().getCurrencyCode());
        body.put("ttl", grant.ttl().toSeconds());
        body.put("keyCert", granted.keyCert().base64Url());
        body.put("display", display);
        return body;
    }

    private static List<Map<String, Object>> prices(Map<Integer, Long> prices) {
        return new TreeMap<>(prices)
                .entrySet().stream()
                        .map(each ->
                                Map.<String, Object>of(
                                        "item", each.getKey(), "price", each.getValue()))
                        .toList();
    }

    private static List<Map<String, Object>> lines(List<LineOffer> lines) {
        return lines.stream()
                .map(each ->
                        Map.<String, Object>of(
                                "line", each.line(),
                                "name", each.name(),
                                "value", each.value(),
                                "min", each.min(),
                                "max", each.max()))
                .toList();
    }
}
