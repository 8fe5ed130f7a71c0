package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.account.AuthenticateAccount;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoAccounts;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.redeem.SubmitCheckpoint;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.Map;
import java.util.Optional;

/// `POST /v1/checkpoints`: any registered phone brings any module's checkpoint.
public final class SubmitCheckpointHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Longest checkpoint in bytes, with room.
    private static final int MAX_CHECKPOINT = 512;

    private final PhoneEndpoint endpoint;
    private final DynamoAccounts accounts;
    private final SubmitCheckpoint submit;
    private final Attempts attempts;

    public SubmitCheckpointHandler() {
        this(Wiring.ofEnvironment());
    }

    SubmitCheckpointHandler(Wiring wiring) {
        this.endpoint = wiring.endpoint();
        this.accounts = new DynamoAccounts(wiring.table());
        this.submit =
                new SubmitCheckpoint(
                        new DynamoRedemptions(wiring.table()),
                        wiring.environment(),
                        wiring.attempts());
        this.attempts = wiring.attempts();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call) throws Refused {
        var found = attempts.until(() -> Optional.of(accounts.account(call.signed().account())));
        AuthenticateAccount.require(call.signed(), found);
        var body = JsonBody.parse(call.request().body()).only("checkpoint");
        try {
            var encoded = body.bytes("checkpoint", MAX_CHECKPOINT);
            submit.submit(Envelope.parse(ObjectType.CHECKPOINT, encoded));
        } catch (Malformed e) {
            throw body.malformed("checkpoint", String.valueOf(e.getMessage()));
        }
        return new Answer(200, Map.of("accepted", true));
    }
}
