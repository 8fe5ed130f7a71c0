package dev.coinless.functions.audit;

import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;

/// Where sales for coins are kept.
public interface CashStore {

    /// How far a generation has come; [CashStanding#none] if nothing has come.
    CashStanding standing(ModuleId module, Generation generation);

    /// Stores sales and moves the standing on, both or neither, if nobody did meanwhile.
    Write store(StoredSales sales, CashStanding next);
}
