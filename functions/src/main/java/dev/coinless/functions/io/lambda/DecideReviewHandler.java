package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoReviews;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.review.DecideReview.Wish;
import dev.coinless.functions.review.ReviewHolds;
import dev.coinless.functions.review.ReviewHolds.Reviewed;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.money.Money;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// Invoked directly: `{"operator", "grant", "decision": "capture", "amount", "reason"}`; or
/// `release`, without an amount.
public final class DecideReviewHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int MAX_WORD = 16;

    private final ReviewHolds review;
    private final InstantSource clock;

    public DecideReviewHandler() {
        this(Wiring.ofEnvironment());
    }

    DecideReviewHandler(Wiring wiring) {
        this.review =
                new ReviewHolds(
                        new DynamoReviews(wiring.table()), wiring.environment(), wiring.attempts());
        this.clock = wiring.clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body =
                    AdminInput.of(input).only("operator", "grant", "decision", "amount", "reason");
            var reviewed =
                    review.review(
                            CaseInput.grant(body),
                            wish(body),
                            body.text("operator", ModuleWishes.MAX_OPERATOR),
                            CaseInput.reason(body),
                            clock.instant());
            return switch (reviewed) {
                case Reviewed.Done(var hold) -> answer(hold);
                case Reviewed.Refused(var reason, var detail) ->
                        throw new AdminRefusal(reason, detail);
            };
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private static Function<Hold, Wish> wish(JsonBody body) throws Refused {
        return switch (body.text("decision", MAX_WORD)) {
            case "release" -> {
                if (body.has("amount")) {
                    throw body.malformed("amount", "goes with capture");
                }
                yield _ -> new Wish.Release();
            }
            case "capture" -> {
                long amount = body.number("amount", 1, Grant.MAX_CAP);
                yield hold -> new Wish.Capture(new Money(amount, hold.cap().currency()));
            }
            default -> throw body.malformed("decision", "must be capture or release");
        };
    }

    private static Map<String, Object> answer(Hold hold) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("grant", hold.id().toString());
        answer.put("state", HoldWords.of(hold.state()));
        answer.put("captured", hold.captured().minorUnits());
        answer.put("currency", hold.cap().currency().getCurrencyCode());
        return answer;
    }
}
