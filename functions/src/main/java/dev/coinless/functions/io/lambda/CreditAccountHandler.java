package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.coinless.functions.http.JsonBody;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.table.DynamoAccounts;
import dev.coinless.functions.ledger.CreditAccount;
import dev.coinless.functions.ledger.CreditAccount.Credited;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Invoked directly: `{"account", "amount", "currency", "id"}` gives promotional credit.
public final class CreditAccountHandler
        implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final int ACCOUNT_LENGTH = 43;
    private static final int UUID_LENGTH = 36;
    private static final int CURRENCY_LENGTH = 3;

    private final CreditAccount credit;
    private final InstantSource clock;

    public CreditAccountHandler() {
        this(Wiring.ofEnvironment());
    }

    CreditAccountHandler(Wiring wiring) {
        this.credit = new CreditAccount(new DynamoAccounts(wiring.table()), wiring.attempts());
        this.clock = wiring.clock();
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        try {
            var body = AdminInput.of(input).only("account", "amount", "currency", "id");
            return switch (credit(body)) {
                case Credited.Done(var movement) -> answer(movement);
                case Credited.Refused(var reason, var detail) ->
                        throw new AdminRefusal(reason, detail);
            };
        } catch (Refused e) {
            throw new AdminRefusal(e);
        }
    }

    private Credited credit(JsonBody body) throws Refused {
        return credit.credit(id(body), account(body), money(body), clock.instant());
    }

    private static UUID id(JsonBody body) throws Refused {
        try {
            return UUID.fromString(body.text("id", UUID_LENGTH));
        } catch (IllegalArgumentException e) {
            throw body.malformed("id", "must be a UUID");
        }
    }

    private static AccountId account(JsonBody body) throws Refused {
        try {
            return AccountId.parse(body.text("account", ACCOUNT_LENGTH));
        } catch (IllegalArgumentException e) {
            throw body.malformed("account", "must be 43 characters of base64url");
        }
    }

    private static Money money(JsonBody body) throws Refused {
        long amount = body.number("amount", 0, Long.MAX_VALUE);
        try {
            return Money.of(amount, body.text("currency", CURRENCY_LENGTH));
        } catch (IllegalArgumentException e) {
            throw body.malformed("currency", "must be an ISO 4217 code such as EUR");
        }
    }

    private static Map<String, Object> answer(Movement movement) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("id", movement.id().toString());
        answer.put("account", movement.account().toString());
        answer.put("amount", movement.entry().amount().minorUnits());
        answer.put("currency", movement.entry().amount().currency().getCurrencyCode());
        answer.put("version", movement.entry().version());
        return answer;
    }
}
