package dev.coinless.functions.refund;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import java.util.List;
import java.util.Optional;

/// What refunding needs to read and write.
public interface RefundStore {

    Optional<Hold> hold(GrantId id);

    Optional<Account> account(AccountId id);

    Optional<RefundClaim> claim(GrantId grant);

    /// Claims that an operator has to decide, the oldest first. An index answers, and it lags.
    List<GrantId> asked(String operator, int limit);

    /// Writes a claim if there still is none for its grant, or if the one there still is undecided.
    Write note(RefundClaim claim);

    /// Writes all three in one transaction, if the account still is `before`, the movement is new,
    /// and the claim is new or undecided.
    Write refund(Account before, Account after, Movement movement, RefundClaim claim);
}
