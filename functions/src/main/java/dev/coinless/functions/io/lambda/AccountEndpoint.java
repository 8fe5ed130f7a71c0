package dev.coinless.functions.io.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.coinless.functions.account.AccountDirectory;
import dev.coinless.functions.account.AuthenticateAccount;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Answer;
import dev.coinless.functions.io.lambda.PhoneEndpoint.Call;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.retry.Attempts;
import java.util.Optional;

/// Serves registered accounts only: who calls is known before any work begins.
final class AccountEndpoint {

    private final PhoneEndpoint endpoint;
    private final AccountDirectory accounts;
    private final Attempts attempts;

    AccountEndpoint(PhoneEndpoint endpoint, AccountDirectory accounts, Attempts attempts) {
        this.endpoint = endpoint;
        this.accounts = accounts;
        this.attempts = attempts;
    }

    /// A handler's work for the account that signed the call.
    @FunctionalInterface
    interface Work {
        Answer answer(Call call, Account caller) throws Refused;
    }

    APIGatewayV2HTTPResponse serve(APIGatewayV2HTTPEvent event, Work work) {
        return endpoint.serve(event, call -> work.answer(call, caller(call)));
    }

    private Account caller(Call call) throws Refused {
        var signed = call.signed();
        var found = attempts.until(() -> Optional.of(accounts.account(signed.account())));
        return endpoint.authentic(call, () -> AuthenticateAccount.require(signed, found));
    }
}
