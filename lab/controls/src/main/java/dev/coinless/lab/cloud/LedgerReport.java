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
        List<Object> inReview,
        InBook book) {

    /// How far the Book has come.
    ///
    /// @param entries in it
    /// @param waiting entries that are on their way into it
    /// @param headers signed so far
    /// @param putAside changes that could not be taken in
    public record InBook(long entries, long waiting, long headers, List<Object> putAside) {

        public InBook {
            putAside = List.copyOf(putAside);
        }
    }

    private static final String MISSING = "is missing in the Book; run ledger catch-up";

    public LedgerReport {
        balances = Map.copyOf(balances);
        faults = List.copyOf(faults);
        quarantined = List.copyOf(quarantined);
        inReview = List.copyOf(inReview);
    }

    /// Whether all that is wrong is that entries have not come into the Book yet. After a jump of
    /// the clock the youngest entry is old.
    boolean awaitsTheBook() {
        return !faults.isEmpty()
                && faults.stream().allMatch(fault -> fault.toString().endsWith(MISSING));
    }

    /// The balance of a ledger account, 0 if nothing was ever posted there.
    public long balance(String ledgerAccount) {
        return balances.getOrDefault(ledgerAccount, 0L);
    }
}
