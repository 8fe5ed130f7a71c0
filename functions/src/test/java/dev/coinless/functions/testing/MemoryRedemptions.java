package dev.coinless.functions.testing;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// What redeeming and sweeping need, in memory; somebody else may come between a reading and a
/// write.
public final class MemoryRedemptions implements RedeemStore {

    private final Map<ModuleId, PaymentModule> modules = new HashMap<>();
    private final Map<AccountId, Account> accounts = new HashMap<>();
    private final Map<GrantId, Hold> holds = new HashMap<>();
    private final Map<ModuleId, Progress> progress = new HashMap<>();
    private final Map<ReceiptKey, StoredReceipt> receipts = new HashMap<>();
    private final List<StoredReceipt> forks = new ArrayList<>();
    private final Queue<Runnable> rivals = new ArrayDeque<>();

    public void put(PaymentModule module) {
        modules.put(module.id(), module);
    }

    public void put(Account account) {
        accounts.put(account.id(), account);
    }

    public void put(Hold hold) {
        holds.put(hold.id(), hold);
    }

    /// Happens just before the next write that has no rival yet.
    public void beforeAWrite(Runnable rival) {
        rivals.add(rival);
    }

    /// The receipts that contradict a stored one.
    public List<StoredReceipt> forks() {
        return List.copyOf(forks);
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return Optional.ofNullable(modules.get(id));
    }

    @Override
    public Optional<Hold> hold(GrantId id) {
        return Optional.ofNullable(holds.get(id));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public Progress progress(ModuleId module) {
        return progress.getOrDefault(module, Progress.none(module));
    }

    @Override
    public Bytes storeIfAbsent(StoredReceipt receipt) {
        var earlier = receipts.putIfAbsent(receipt.key(), receipt);
        return earlier == null ? receipt.encoded() : earlier.encoded();
    }

    @Override
    public void storeFork(StoredReceipt receipt) {
        forks.add(receipt);
    }

    @Override
    public List<StoredReceipt> receiptsAfter(ReceiptKey after, int limit) {
        return receipts.values().stream()
                .filter(each -> each.key().module().equals(after.module()))
                .filter(each -> each.key().generation().equals(after.generation()))
                .filter(each -> each.key().sequence().compareTo(after.sequence()) > 0)
                .sorted(Comparator.comparing(each -> each.key().sequence()))
                .limit(limit)
                .toList();
    }

    @Override
    public Write settle(Account before, SettleHold.Settled settled) {
        letARivalCome();
        var account = accounts.get(before.id());
        var hold = holds.get(settled.hold().id());
        boolean asBefore =
                account != null
                        && account.version() == before.version()
                        && hold != null
                        && hold.state().getClass() == settled.before().getClass();
        if (!asBefore) {
            return Write.CHANGED_MEANWHILE;
        }
        put(settled.account());
        put(settled.hold());
        return Write.WRITTEN;
    }

    @Override
    public Write advance(Progress next) {
        letARivalCome();
        if (progress(next.module()).version() != next.version() - 1) {
            return Write.CHANGED_MEANWHILE;
        }
        progress.put(next.module(), next);
        return Write.WRITTEN;
    }

    private void letARivalCome() {
        Optional.ofNullable(rivals.poll()).ifPresent(Runnable::run);
    }
}
