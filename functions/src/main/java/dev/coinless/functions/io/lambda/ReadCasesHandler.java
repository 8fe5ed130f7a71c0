package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoRefunds;
import dev.coinless.functions.io.table.DynamoReviews;
import dev.coinless.functions.refund.RefundLimits;
import dev.coinless.functions.refund.RefundPurchase;
import dev.coinless.functions.review.Case;
import dev.coinless.functions.review.ReviewHolds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Invoked directly: `{"operator"}` lists what a person of this operator has to decide: holds and
/// claims for refunds. Names no customer.
public final class ReadCasesHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private final ReviewHolds review;
    private final RefundPurchase refund;

    public ReadCasesHandler() {
        this(Wiring.ofEnvironment());
    }

    ReadCasesHandler(Wiring wiring) {
        this.review =
                new ReviewHolds(
                        new DynamoReviews(wiring.table()), wiring.environment(), wiring.attempts());
        this.refund =
                new RefundPurchase(
                        new DynamoRefunds(wiring.table()),
                        RefundLimits.STANDARD,
                        wiring.attempts());
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("operator");
            var operator = body.text("operator", ModuleWishes.MAX_OPERATOR);
            var answer = new LinkedHashMap<String, Object>();
            answer.put("reviews", reviews(operator));
            answer.put("refunds", refund.asked(operator).stream().map(RefundWords::row).toList());
            return answer;
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private List<Map<String, Object>> reviews(String operator) {
        return review.cases(operator).stream().map(this::row).toList();
    }

    private Map<String, Object> row(Case of) {
        var hold = of.hold();
        var row = new LinkedHashMap<String, Object>();
        row.put("grant", hold.id().toString());
        row.put("module", hold.grant().module().toString());
        row.put("generation", hold.grant().generation().value());
        row.put("state", HoldWords.of(hold.state()));
        row.put("cause", of.cause().name());
        row.put("at", hold.ending().orElse(hold.placed()).at().toString());
        row.put("cap", hold.cap().minorUnits());
        row.put("currency", hold.cap().currency().getCurrencyCode());
        row.put("evidence", review.hasEvidence(of));
        of.receipts().stream()
                .findFirst()
                .ifPresent(receipt -> {
                    row.put("judgement", receipt.judgement().name());
                    row.put("claimed", receipt.receipt().amount().minorUnits());
                });
        return row;
    }
}
