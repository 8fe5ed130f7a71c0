package dev.coinless.functions.io.table;

import dev.coinless.functions.account.AccountDirectory;
import dev.coinless.functions.account.RegisterAccount;
import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.CreditAccount;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.AccountId;
import java.util.Optional;
import java.util.UUID;

/// Accounts and movements in the table.
public final class DynamoAccounts
        implements AccountDirectory, RegisterAccount.Store, CreditAccount.Store {

    private final Table table;

    public DynamoAccounts(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Account> account(AccountId id) {
        return table.find(AccountItems.ACCOUNTS, AccountItems.key(id));
    }

    @Override
    public void openIfAbsent(Account account) {
        // Either way there is an account of this id now, which is all that was asked.
        var _ = table.put(AccountItems.ACCOUNTS, account, Conditions.ABSENT);
    }

    @Override
    public Optional<Movement> movement(UUID id) {
        return table.find(AccountItems.MOVEMENTS, AccountItems.key(id));
    }

    @Override
    public Write credit(Account before, Account after, Movement movement) {
        return table.transact(transaction ->
                transaction
                        .put(
                                AccountItems.ACCOUNTS,
                                after,
                                Conditions.version(AccountItems.VERSION, before.version()))
                        .put(AccountItems.MOVEMENTS, movement, Conditions.ABSENT));
    }
}
