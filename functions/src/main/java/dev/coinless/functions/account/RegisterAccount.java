package dev.coinless.functions.account;

import dev.coinless.functions.http.Problem;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.http.SignedCall;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Es256PublicKey;
import java.util.Currency;
import java.util.Optional;

/// Opens the account that a key names. Nothing personal is asked for or kept.
///
/// Asking again, with this or another request id, finds the account and gives the same answer.
public final class RegisterAccount {

    private final Store store;
    private final Currency currency;
    private final Attempts attempts;

    /// @param currency of all accounts of this deployment
    public RegisterAccount(Store store, Currency currency, Attempts attempts) {
        this.store = store;
        this.currency = currency;
        this.attempts = attempts;
    }

    /// Where accounts are kept.
    public interface Store {

        /// Writes the account unless one of its id exists; either way it exists afterwards.
        void openIfAbsent(Account account);
    }

    /// Opens the account.
    ///
    /// @param call signed by the very key, under its own thumbprint
    public AccountId register(SignedCall call, Es256PublicKey key) throws Refused {
        var id = idOf(key);
        if (!id.equals(call.account())) {
            throw new Refused(
                    Refusal.BAD_SIGNATURE, "keyid must be the thumbprint of the key to register");
        }
        call.requireSignedBy(key);
        var account = Account.opened(id, key, Money.zero(currency));
        return attempts.until(() -> {
            store.openIfAbsent(account);
            return Optional.of(id);
        });
    }

    private static AccountId idOf(Es256PublicKey key) throws Refused {
        try {
            return new AccountId(key.thumbprint());
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.malformed("publicKey", "must be a point on the curve P-256"));
        }
    }
}
