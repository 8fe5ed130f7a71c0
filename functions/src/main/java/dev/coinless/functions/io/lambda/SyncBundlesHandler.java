package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.sync.TakeBundle;
import dev.coinless.model.sync.SealedBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/bundles`: any registered phone carries any module's bundle, and its answer back. The
/// phone is a courier: it learns nothing but how much was taken.
public final class SyncBundlesHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = LoggerFactory.getLogger(SyncBundlesHandler.class);

    private final AccountEndpoint endpoint;
    private final TakeBundle take;

    public SyncBundlesHandler() {
        this(Wiring.ofEnvironment());
    }

    SyncBundlesHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
        this.take = wiring.takeBundle();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account courier) throws Refused {
        var body = JsonBody.parse(call.request().body()).only("bundle");
        var taken = take.take(body.bytes("bundle", SealedBundle.MAX_RADIO_LENGTH), call.now());
        LOG.info("bundle by courier: {}", BundleWords.of(taken));
        taken.faults().forEach(fault -> LOG.error("an item could not be taken", fault));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", taken.items());
        answer.put("refused", taken.refused());
        taken.down().ifPresent(down -> answer.put("down", down.base64Url()));
        return new Answer(200, answer);
    }
}
