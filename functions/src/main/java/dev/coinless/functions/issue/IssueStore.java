package dev.coinless.functions.issue;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.policy.BadCodes;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;

/// What issuing needs to read and write.
public interface IssueStore {

    /// Reads everything in one request.
    Situation read(AccountId account, ModuleId module, GrantId grant);

    /// Writes both in one transaction if the account still is `before` and the hold is new.
    Write place(Account before, Account after, Hold hold);

    /// Writes the progress if the stored one still has the version before.
    Write advance(Progress next);

    /// Remembers bad codes; a lost count is no harm.
    void remember(BadCodes badCodes);
}
