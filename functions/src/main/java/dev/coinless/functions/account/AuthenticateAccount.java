package dev.coinless.functions.account;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.http.SignedCall;
import dev.coinless.functions.ledger.Account;
import dev.coinless.model.refusal.Refusal;
import java.util.Optional;

/// Decides whether a call comes from the account it names.
public final class AuthenticateAccount {

    private AuthenticateAccount() {}

    /// The account, if its current key signed the call.
    ///
    /// @param found the account that the call names
    /// @throws Refused NO_PROOF if there is no such account, BAD_SIGNATURE if another key signed
    public static Account require(SignedCall call, Optional<Account> found) throws Refused {
        if (found.isEmpty()) {
            throw new Refused(
                    Refusal.NO_PROOF, "there is no account with this keyid; register it first");
        }
        call.requireSignedBy(found.get().key());
        return found.get();
    }
}
