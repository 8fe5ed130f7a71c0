package dev.coinless.lab.cloud;

import java.util.List;
import java.util.Map;

/// What `ledger verify` found.
///
/// @param balances by ledger account, in minor units
public record LedgerReport(
        boolean ok, long entries, long accounts, Map<String, Long> balances, List<Object> faults) {

    public LedgerReport {
        balances = Map.copyOf(balances);
        faults = List.copyOf(faults);
    }

    /// The balance of a ledger account, 0 if nothing was ever posted there.
    public long balance(String ledgerAccount) {
        return balances.getOrDefault(ledgerAccount, 0L);
    }
}
