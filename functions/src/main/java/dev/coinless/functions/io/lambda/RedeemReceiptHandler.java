package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.redeem.RedeemReceipt;
import dev.coinless.functions.redeem.Redemption;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /v1/receipts`: any registered phone brings any module's receipt.
public final class RedeemReceiptHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Longest receipt in bytes, with all its vends and room.
    static final int MAX_RECEIPT = 8 * 1024;

    /// What is answered for a receipt that is kept but ends no hold of its module.
    private static final String RECORDED = "RECORDED";

    private static final Logger LOG = LoggerFactory.getLogger(RedeemReceiptHandler.class);

    private final AccountEndpoint endpoint;
    private final RedeemReceipt redeem;
    private final KeyRing keys;
    private final Environment environment;

    public RedeemReceiptHandler() {
        this(Wiring.ofEnvironment());
    }

    RedeemReceiptHandler(Wiring wiring) {
        this.endpoint = wiring.accountEndpoint();
        this.redeem = wiring.redeemReceipt();
        this.keys = wiring.keyRing();
        this.environment = wiring.environment();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account courier) throws Refused {
        var body = JsonBody.parse(call.request().body()).only("receipt");
        var redemption = redeem(body, call.now());
        LOG.info("redeem {} {}", redemption.judgement(), state(redemption));
        return new Answer(200, body(redemption, call.now()));
    }

    private Redemption redeem(JsonBody body, Instant now) throws Refused {
        try {
            var encoded = body.bytes("receipt", MAX_RECEIPT);
            return redeem.redeem(Envelope.parse(ObjectType.RECEIPT, encoded), now);
        } catch (Malformed e) {
            throw body.malformed("receipt", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> body(Redemption redemption, Instant now) {
        var body = new LinkedHashMap<String, Object>();
        body.put("state", state(redemption));
        body.put("captured", redemption.hold().map(h -> h.captured().minorUnits()).orElse(0L));
        redemption
                .hold()
                .ifPresent(h -> body.put("currency", h.cap().currency().getCurrencyCode()));
        redemption
                .acknowledged()
                .ifPresent(ack -> {
                    var key = keys.newest(KeyUsage.SYNC, now);
                    var signed = ack.sign(key.serial(), key.key(), environment);
                    body.put("ack", signed.encoded().base64Url());
                });
        return body;
    }

    private static String state(Redemption redemption) {
        return redemption.hold().map(hold -> HoldWords.of(hold.state())).orElse(RECORDED);
    }
}
