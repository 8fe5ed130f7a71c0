package dev.coinless.lab.cloud;

import java.util.List;
import java.util.Map;

/// What `ledger verify` found.
///
/// @param balances by ledger account, in minor units
/// @param quarantined modules that contradicted themselves
/// @param inReview grants of sales in doubt
public record LedgerReport(
        boolean ok,
        long entries,
        long accounts,
        Map<String, Long> balances,
        List<Object> faults,
        List<Object> quarantined,
        List<Object> inReview) {

    public LedgerReport {
        balances = Map.copyOf(balances);
        faults = List.copyOf(faults);
        quarantined = List.copyOf(quarantined);
        inReview = List.copyOf(inReview);
    }

    /// The balance of a ledger account, 0 if nothing was ever posted there.
    public long balance(String ledgerAccount) {
        return balances.getOrDefault(ledgerAccount, 0L);
    }
}
