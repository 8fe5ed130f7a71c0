package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Optional;

/// `GET /v1/grants/{grant}`: what has become of the caller's own grant.
///
/// Somebody else's grant and one that never was get the same answer.
public final class ReadGrantHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final String PATH = "/v1/grants/";

    private final AccountEndpoint endpoint;
    private final DynamoRedemptions store;
    private final Attempts attempts;

    public ReadGrantHandler() {
        this(Wiring.ofEnvironment());
    }

    ReadGrantHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
        this.store = new DynamoRedemptions(wiring.table());
        this.attempts = wiring.attempts();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account account) throws Refused {
        var id = grantId(call.request().path());
        var hold = attempts.until(() -> Optional.of(store.hold(id)));
        return hold.filter(each -> each.account().equals(account.id()))
                .map(ReadGrantHandler::answer)
                .orElseThrow(
                        () -> new Refused(Refusal.NOT_OWNER, "this account has no such grant"));
    }

    private static Answer answer(Hold hold) {
        var body = new LinkedHashMap<String, Object>();
        body.put("grant", hold.id().toString());
        body.put("state", HoldWords.of(hold.state()));
        body.put("cap", hold.cap().minorUnits());
        body.put("captured", hold.captured().minorUnits());
        body.put("currency", hold.cap().currency().getCurrencyCode());
        body.put("module", hold.grant().module().toString());
        return new Answer(200, body);
    }

    private static GrantId grantId(String path) throws Refused {
        try {
            return GrantId.fromHex(path.startsWith(PATH) ? path.substring(PATH.length()) : "");
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.malformed("grant", "must be 32 hexadecimal digits"));
        }
    }
}
