package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.testing.MemoryDynamo;

/// On the table in memory, which passes the table's own contract.
class DynamoRedemptionsTest extends RedemptionsContract {

    private final Table table = new Table(new MemoryDynamo(), "coinless");
    private final DynamoRedemptions store = new DynamoRedemptions(table);

    @Override
    RedeemStore store() {
        return store;
    }

    @Override
    void put(PaymentModule module) {
        table.put(ModuleItems.MODULES, module);
    }

    @Override
    void put(Account account) {
        table.put(AccountItems.ACCOUNTS, account);
    }

    @Override
    void put(Hold hold) {
        table.put(HoldItems.HOLDS, hold);
    }
}
