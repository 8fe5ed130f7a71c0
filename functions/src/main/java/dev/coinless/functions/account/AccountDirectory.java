package dev.coinless.functions.account;

import dev.coinless.functions.ledger.Account;
import dev.coinless.model.id.AccountId;
import java.util.Optional;

/// Finds accounts.
public interface AccountDirectory {

    Optional<Account> account(AccountId id);
}
