package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoRefunds;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.refund.RefundClaim.Why;
import dev.coinless.functions.refund.RefundLimits;
import dev.coinless.functions.refund.RefundPurchase;
import dev.coinless.functions.refund.RefundPurchase.Refunded;
import dev.coinless.functions.refund.RefundRequest;
import dev.coinless.model.id.GrantId;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/refunds`: `{"grant", "reason"}` of the caller's own grant; asking again tells how it
/// stands.
public final class RequestRefundHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestRefundHandler.class);

    private static final int MAX_REASON = 16;

    private final AccountEndpoint endpoint;
    private final RefundPurchase refund;

    public RequestRefundHandler() {
        this(Wiring.ofEnvironment());
    }

    RequestRefundHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
        var limits =
                new RefundLimits(
                        wiring.settings().number("MAX_AUTOMATIC_REFUND"),
                        wiring.settings().number("MAX_AUTOMATIC_REFUNDS"));
        this.refund =
                new RefundPurchase(new DynamoRefunds(wiring.table()), limits, wiring.attempts());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account account) throws Refused {
        var body = JsonBody.parse(call.request().body()).only("grant", "reason");
        var asked =
                new RefundRequest(
                        account.id(),
                        new GrantId(body.hex("grant", GrantId.LENGTH)),
                        why(body),
                        call.signed().id(),
                        call.signed().contentHash());
        return switch (refund.ask(asked, call.now())) {
            case Refunded.Stands(var claim) -> {
                LOG.info("refund {} {}", claim.why(), RefundWords.of(claim.state()));
                yield new Answer(200, RefundWords.body(claim));
            }
            case Refunded.Refused(var reason, var detail) -> throw new Refused(reason, detail);
        };
    }

    private static Why why(JsonBody body) throws Refused {
        try {
            return Why.valueOf(body.text("reason", MAX_REASON).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw body.malformed("reason", "must be nothing_came, wrong_item, damaged or other");
        }
    }
}
