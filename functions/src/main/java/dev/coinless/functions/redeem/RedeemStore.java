package dev.coinless.functions.redeem;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Optional;

/// What redeeming and sweeping need to read and write.
public interface RedeemStore {

    Optional<PaymentModule> module(ModuleId id);

    Optional<Hold> hold(GrantId id);

    Optional<Account> account(AccountId id);

    Progress progress(ModuleId module);

    /// Stores a receipt unless one of its key exists.
    ///
    /// @return the bytes that are stored under the key now
    Bytes storeIfAbsent(StoredReceipt receipt);

    /// Keeps a receipt that contradicts the stored one of its key, beside it.
    void storeFork(StoredReceipt receipt);

    /// Stored receipts of the generation with a sequence after that of `after`, ascending.
    List<StoredReceipt> receiptsAfter(ReceiptKey after, int limit);

    /// Writes account and hold in one transaction if the account still is `before` and the hold is
    /// still in the state it was.
    Write settle(Account before, SettleHold.Settled settled);

    /// Writes the progress if the stored one still has the version before.
    Write advance(Progress next);
}
