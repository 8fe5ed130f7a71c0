package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.OpenHold;
import java.util.LinkedHashMap;
import java.util.Map;

/// `GET /v1/account`: the caller's own balance and open holds.
public final class ReadAccountHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final AccountEndpoint endpoint;

    public ReadAccountHandler() {
        this(Wiring.ofEnvironment());
    }

    ReadAccountHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account account) throws Refused {
        var body = new LinkedHashMap<String, Object>();
        body.put("account", account.id().toString());
        body.put("available", account.available().minorUnits());
        body.put("held", account.held().minorUnits());
        body.put("debt", account.debt().minorUnits());
        body.put("currency", account.available().currency().getCurrencyCode());
        body.put("version", account.version());
        body.put("holds", account.holds().stream().map(ReadAccountHandler::hold).toList());
        body.put("liens", account.liens().stream().map(ReadAccountHandler::hold).toList());
        return new Answer(200, body);
    }

    private static Map<String, Object> hold(OpenHold hold) {
        return Map.of(
                "grant", hold.grant().toString(),
                "module", hold.module().toString(),
                "counter", hold.counter().value(),
                "cap", hold.cap());
    }
}
