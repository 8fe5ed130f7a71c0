package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.retry.TableBusy;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// What redeeming and sweeping read and write, in the table.
public final class DynamoRedemptions implements RedeemStore {

    private final Table table;

    public DynamoRedemptions(Table table) {
        this.table = table;
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return table.find(ModuleItems.MODULES, ModuleItems.moduleKey(id));
    }

    @Override
    public Optional<Hold> hold(GrantId id) {
        return table.find(HoldItems.HOLDS, HoldItems.key(id));
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return table.find(AccountItems.ACCOUNTS, AccountItems.key(id));
    }

    @Override
    public Progress progress(ModuleId module) {
        return table.find(ModuleItems.PROGRESS, ModuleItems.progressKey(module))
                .orElse(Progress.none(module));
    }

    @Override
    public Bytes storeIfAbsent(StoredReceipt receipt) {
        if (table.put(ModuleItems.RECEIPTS, receipt, Conditions.ABSENT) == Write.WRITTEN) {
            return receipt.encoded();
        }
        return table.find(ModuleItems.RECEIPTS, ModuleItems.receiptKey(receipt.key()))
                .map(StoredReceipt::encoded)
                .orElseThrow(() -> new TableBusy("a receipt that exists was not found"));
    }

    @Override
    public void storeFork(StoredReceipt receipt) {
        table.put(ModuleItems.FORKS, receipt);
    }

    @Override
    public List<StoredReceipt> receiptsAfter(ReceiptKey after, int limit) {
        var condition = QueryConditional.sortGreaterThan(ModuleItems.receiptKey(after));
        return Guard.read(() ->
                table
                        .of(ModuleItems.RECEIPTS)
                        .query(query ->
                                query.queryConditional(condition).consistentRead(true).limit(limit))
                        .items()
                        .stream()
                        .limit(limit)
                        .toList());
    }

    @Override
    public Write settle(Account before, SettleHold.Settled settled) {
        return table.transact(transaction ->
                transaction
                        .put(
                                AccountItems.ACCOUNTS,
                                settled.account(),
                                Conditions.version(AccountItems.VERSION, before.version()))
                        .put(
                                HoldItems.HOLDS,
                                settled.hold(),
                                Conditions.text(
                                        HoldItems.STATE, HoldItems.nameOf(settled.before()))));
    }

    @Override
    public Write advance(Progress next) {
        var condition =
                next.version() == 1
                        ? Conditions.ABSENT
                        : Conditions.version(ModuleItems.VERSION, next.version() - 1);
        return table.put(ModuleItems.PROGRESS, next, condition);
    }
}
