package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.account.RegisterAccount;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoAccounts;
import dev.coinless.functions.source.LimitSources;
import dev.coinless.model.sign.Es256PublicKey;
import java.util.Map;

/// `POST /v1/accounts`.
public final class RegisterAccountHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final LimitSources sources;
    private final PhoneEndpoint endpoint;
    private final RegisterAccount register;

    public RegisterAccountHandler() {
        this(Wiring.ofEnvironment());
    }

    RegisterAccountHandler(Wiring wiring) {
        this.sources = wiring.sources();
        this.endpoint = wiring.endpoint(sources);
        this.register =
                new RegisterAccount(
                        new DynamoAccounts(wiring.table()), wiring.currency(), wiring.attempts());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call) throws Refused {
        sources.register(call.source(), call.now());
        var body = JsonBody.parse(call.request().body()).only("publicKey");
        var key = key(body);
        var account = endpoint.authentic(call, () -> register.register(call.signed(), key));
        return new Answer(201, Map.of("account", account.toString()));
    }

    private static Es256PublicKey key(JsonBody body) throws Refused {
        try {
            return new Es256PublicKey(body.bytes("publicKey", Es256PublicKey.LENGTH));
        } catch (IllegalArgumentException e) {
            throw body.malformed("publicKey", "must be a compressed point of 33 bytes");
        }
    }
}
