package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.book.ProveEntries;
import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.io.table.DynamoRedemptions;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Optional;

/// `GET /v1/grants/{grant}/proof`: that the entries of the caller's own grant are in the Book.
///
/// Somebody else's grant and one that never was get the same answer.
public final class ProveGrantHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final String PATH = "/v1/grants/";
    private static final String PROOF = "/proof";

    private final AccountEndpoint endpoint;
    private final DynamoRedemptions holds;
    private final ProveEntries prove;
    private final KeyRing keys;
    private final Attempts attempts;

    public ProveGrantHandler() {
        this(BookWiring.open());
    }

    ProveGrantHandler(BookWiring wiring) {
        this.endpoint = wiring.cloud().accountEndpoint();
        this.holds = new DynamoRedemptions(wiring.cloud().table());
        this.prove = new ProveEntries(wiring.store(), wiring.archive());
        this.keys = wiring.cloud().keyRing();
        this.attempts = wiring.cloud().attempts();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return endpoint.serve(event, this::answer);
    }

    private Answer answer(Call call, Account account) throws Refused {
        var id = grantId(call.request().path());
        var hold =
                attempts.until(() -> Optional.of(holds.hold(id)))
                        .filter(each -> each.account().equals(account.id()))
                        .orElseThrow(() ->
                                new Refused(Refusal.NOT_OWNER, "this account has no such grant"));
        var proven = attempts.until(() -> Optional.of(prove.of(hold)));
        if (proven.proofs().isEmpty()) {
            throw new Refused(
                    Refusal.NOT_YET, "no header covers this grant yet; ask again in a minute");
        }
        return answer(proven);
    }

    private Answer answer(ProveEntries.Proven proven) {
        var issuer = proven.proofs().getFirst().header().issuer();
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "proofs",
                proven.proofs().stream().map(each -> each.encoded().base64Url()).toList());
        body.put("waiting", proven.waiting());
        body.put("keyCert", keys.certificate(KeyUsage.SYNC, issuer).base64Url());
        return new Answer(200, body);
    }

    private static GrantId grantId(String path) throws Refused {
        try {
            boolean whole = path.startsWith(PATH) && path.endsWith(PROOF);
            return GrantId.fromHex(
                    whole ? path.substring(PATH.length(), path.length() - PROOF.length()) : "");
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Refused(Problem.malformed("grant", "must be 32 hexadecimal digits"));
        }
    }
}
