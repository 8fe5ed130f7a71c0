package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.redeem.SubmitCheckpoint;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.Map;

/// `POST /v1/checkpoints`: any registered phone brings any module's checkpoint.
public final class SubmitCheckpointHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Longest checkpoint in bytes, with room.
    private static final int MAX_CHECKPOINT = 512;

    private final AccountEndpoint endpoint;
    private final SubmitCheckpoint submit;

    public SubmitCheckpointHandler() {
        this(Wiring.ofEnvironment());
    }

    SubmitCheckpointHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
        this.submit =
                new SubmitCheckpoint(
                        new DynamoRedemptions(wiring.table()),
                        wiring.environment(),
                        wiring.attempts());
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account courier) throws Refused {
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
