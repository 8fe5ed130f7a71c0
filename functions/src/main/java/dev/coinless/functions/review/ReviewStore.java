package dev.coinless.functions.review;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.SettleHold.Settled;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Optional;

/// What reviewing needs to read and write.
public interface ReviewStore {

    Optional<Hold> hold(GrantId id);

    Optional<Account> account(AccountId id);

    Optional<PaymentModule> module(ModuleId id);

    Progress progress(ModuleId module);

    ModuleControl control(ModuleId module);

    /// The receipts that name a hold's grant and have not ended it for good: the one that put it in
    /// review, or those that contradict the stored one of their key.
    List<StoredReceipt> receiptsOf(Hold hold);

    /// Holds of an operator's machines that are in review, the oldest first. An index answers, and
    /// it lags.
    List<GrantId> inReview(String operator, int limit);

    /// All open holds. An index answers, and it lags.
    List<GrantId> open(int limit);

    /// Writes account and hold in one transaction if both still are as they were.
    Write settle(Account before, Settled settled);
}
