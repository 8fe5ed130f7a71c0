package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.refund.RefundClaim;
import dev.coinless.functions.refund.RefundStore;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Expression;

/// Claims for refunds in the table.
public final class DynamoRefunds implements RefundStore {

    private final Table table;
    private final DynamoOpenHolds index;

    public DynamoRefunds(Table table) {
        this.table = table;
        this.index = new DynamoOpenHolds(table);
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
    public Optional<RefundClaim> claim(GrantId grant) {
        return table.find(ClaimItems.CLAIMS, ClaimItems.key(grant));
    }

    @Override
    public List<GrantId> asked(String operator, int limit) {
        return index.grants(ClaimItems.ASKED_OF + operator, limit);
    }

    @Override
    public Write note(RefundClaim claim) {
        return table.put(ClaimItems.CLAIMS, claim, undecided(claim));
    }

    @Override
    public Write refund(Account before, Account after, Movement movement, RefundClaim claim) {
        return table.transact(transaction ->
                transaction
                        .put(
                                AccountItems.ACCOUNTS,
                                after,
                                Conditions.version(AccountItems.VERSION, before.version()))
                        .put(AccountItems.MOVEMENTS, movement, Conditions.ABSENT)
                        .put(ClaimItems.CLAIMS, claim, undecided(claim)));
    }

    /// A claim is new when it is asked for or paid at once; what a person decides was asked before.
    private static Expression undecided(RefundClaim claim) {
        return switch (claim.state()) {
            case RefundClaim.State.Asked(), RefundClaim.State.Automatic() -> Conditions.ABSENT;
            case RefundClaim.State.Approved _, RefundClaim.State.Denied _ ->
                    Conditions.text(ClaimItems.STATE, ClaimItems.ASKED);
        };
    }
}
