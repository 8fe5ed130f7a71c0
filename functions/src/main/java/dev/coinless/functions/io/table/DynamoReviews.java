package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.SettleHold.Settled;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.review.ReviewStore;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// What reviewing reads and writes, in the table.
public final class DynamoReviews implements ReviewStore {

    /// Receipts that contradict others, looked through for one hold: a module is quarantined after
    /// the first.
    private static final int MAX_CONTRADICTIONS = 1_000;

    private final Table table;
    private final DynamoRedemptions redemptions;
    private final DynamoOpenHolds index;

    public DynamoReviews(Table table) {
        this.table = table;
        this.redemptions = new DynamoRedemptions(table);
        this.index = new DynamoOpenHolds(table);
    }

    @Override
    public Optional<Hold> hold(GrantId id) {
        return redemptions.hold(id);
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return redemptions.account(id);
    }

    @Override
    public Optional<PaymentModule> module(ModuleId id) {
        return redemptions.module(id);
    }

    @Override
    public Progress progress(ModuleId module) {
        return redemptions.progress(module);
    }

    @Override
    public ModuleControl control(ModuleId module) {
        return table.find(ControlItems.CONTROLS, ControlItems.controlKey(module))
                .orElse(ModuleControl.none(module));
    }

    @Override
    public List<StoredReceipt> receiptsOf(Hold hold) {
        return switch (hold.state()) {
            case HoldState.Reviewed(_, var receipt) -> stored(receipt);
            case HoldState.Held(), HoldState.Released _ -> contradicting(hold);
            case HoldState.Captured _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Decided _ ->
                    List.of();
        };
    }

    @Override
    public List<GrantId> inReview(String operator, int limit) {
        return index.grants(HoldItems.IN_REVIEW + operator, limit);
    }

    @Override
    public List<GrantId> open(int limit) {
        return index.open(limit);
    }

    @Override
    public Write settle(Account before, Settled settled) {
        return redemptions.settle(before, settled);
    }

    private List<StoredReceipt> stored(ReceiptKey key) {
        return table.find(ModuleItems.RECEIPTS, ModuleItems.receiptKey(key)).stream().toList();
    }

    private List<StoredReceipt> contradicting(Hold hold) {
        var partition = ModuleItems.forksOf(hold.grant().module(), hold.grant().generation());
        var condition =
                QueryConditional.keyEqualTo(Key.builder().partitionValue(partition).build());
        return Guard.read(() ->
                table
                        .of(ModuleItems.FORKS)
                        .query(query -> query.queryConditional(condition).consistentRead(true))
                        .items()
                        .stream()
                        .limit(MAX_CONTRADICTIONS)
                        .filter(each -> each.receipt().grant().equals(hold.id()))
                        .toList());
    }
}
