package dev.coinless.functions.io.table;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.testing.MemoryRedemptions;

class MemoryRedemptionsTest extends RedemptionsContract {

    private final MemoryRedemptions store = new MemoryRedemptions();

    @Override
    RedeemStore store() {
        return store;
    }

    @Override
    void put(PaymentModule module) {
        store.put(module);
    }

    @Override
    void put(Account account) {
        store.put(account);
    }

    @Override
    void put(Hold hold) {
        store.put(hold);
    }
}
