package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoRefunds;
import dev.coinless.functions.refund.RefundLimits;
import dev.coinless.functions.refund.RefundPurchase;
import dev.coinless.functions.refund.RefundPurchase.Refunded;
import java.time.InstantSource;
import java.util.Map;

/// Invoked directly: `{"operator", "grant", "decision": "approve", "reason"}`; or `deny`.
public final class DecideRefundHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int MAX_WORD = 16;

    private final RefundPurchase refund;
    private final InstantSource clock;

    public DecideRefundHandler() {
        this(Wiring.ofEnvironment());
    }

    DecideRefundHandler(Wiring wiring) {
        this.refund =
                new RefundPurchase(
                        new DynamoRefunds(wiring.table()),
                        RefundLimits.STANDARD,
                        wiring.attempts());
        this.clock = wiring.clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("operator", "grant", "decision", "reason");
            var refunded =
                    refund.decide(
                            CaseInput.grant(body),
                            isApproved(body),
                            body.text("operator", ModuleWishes.MAX_OPERATOR),
                            CaseInput.reason(body),
                            clock.instant());
            return switch (refunded) {
                case Refunded.Stands(var claim) -> RefundWords.body(claim);
                case Refunded.Refused(var reason, var detail) ->
                        throw new AdminRefusal(reason, detail);
            };
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static boolean isApproved(JsonBody body) throws Refused {
        return switch (body.text("decision", MAX_WORD)) {
            case "approve" -> true;
            case "deny" -> false;
            default -> throw body.malformed("decision", "must be approve or deny");
        };
    }
}
