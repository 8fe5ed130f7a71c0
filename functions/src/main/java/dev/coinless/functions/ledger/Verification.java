package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The proof that the books balance, or the list of what is wrong with the first broken item first.
///
/// It holds that: the postings of each currency sum to zero; each account's versions 1..n have
/// exactly one entry each; each account's balances equal the sum of its postings, and what it owes
/// is what the risk account has paid for it and not got back; its holds and liens are the holds in
/// that state; no capture exceeds its grant; each hold's entries follow one another as [HoldState]
/// says; and nothing is refunded twice, or that was not captured.
///
/// @param entries how many entries there are
/// @param balances by ledger account, summed from the postings
public record Verification(
        int entries, int accounts, SortedMap<LedgerAccount, Long> balances, List<String> faults) {

    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean ok() {
        return faults.isEmpty();
    }

    /// The same with what else was found wrong.
    public Verification with(List<String> more) {
        var all = new ArrayList<>(faults);
        all.addAll(more);
        return new Verification(entries, accounts, balances, all);
    }

    public static Verification of(Books books) {
        var faults = new ArrayList<String>();
        var postings = new ArrayList<Posting>();
        books.holds().forEach(hold -> addPostings(hold, postings, faults));
        books.movements().forEach(movement -> postings.addAll(movement.postings()));
        var balances = new TreeMap<LedgerAccount, Long>();
        postings.forEach(each -> balances.merge(each.account(), each.minorUnits(), Math::addExact));
        var versions = versions(books);
        for (var account : books.accounts()) {
            checkVersions(account, versions.getOrDefault(account.id(), List.of()), faults);
            checkBalances(account, balances, faults);
            HoldLists.check(account, books.holds(), faults);
        }
        checkDebts(books, faults);
        faults.addAll(RefundFaults.of(books));
        checkOwners(books, versions, faults);
        checkConservation(postings, faults);
        int entries = versions.values().stream().mapToInt(List::size).sum();
        return new Verification(entries, books.accounts().size(), balances, faults);
    }

    /// A hold whose entries do not fit together has no postings that sum to zero.
    private static void addPostings(Hold hold, List<Posting> postings, List<String> faults) {
        var fault = HoldHistory.fault(hold);
        fault.ifPresent(faults::add);
        if (fault.isEmpty()) {
            postings.addAll(hold.postings());
        }
    }

    /// An entry's version, and the item it stands in for the message.
    private record Made(long version, String item) {}

    private static Map<AccountId, List<Made>> versions(Books books) {
        var versions = new HashMap<AccountId, List<Made>>();
        for (var hold : books.holds()) {
            for (var entry : hold.entries()) {
                versions.computeIfAbsent(hold.account(), _ -> new ArrayList<>())
                        .add(new Made(entry.version(), "grant " + hold.id()));
            }
        }
        for (var movement : books.movements()) {
            versions.computeIfAbsent(movement.account(), _ -> new ArrayList<>())
                    .add(new Made(movement.entry().version(), "movement " + movement.id()));
        }
        return versions;
    }

    private static void checkVersions(Account account, List<Made> made, List<String> faults) {
        var seen = new HashMap<Long, String>();
        for (var entry : made) {
            var earlier = seen.putIfAbsent(entry.version(), entry.item());
            if (earlier != null) {
                faults.add(
                        "account %s: version %d is made twice, by %s and %s"
                                .formatted(account.id(), entry.version(), earlier, entry.item()));
            } else if (entry.version() > account.version()) {
                faults.add(
                        "account %s: %s made version %d, but the account is at %d"
                                .formatted(
                                        account.id(),
                                        entry.item(),
                                        entry.version(),
                                        account.version()));
            }
        }
        for (long version = 1; version <= account.version(); version++) {
            if (!seen.containsKey(version)) {
                faults.add(
                        "account %s: the entry of version %d is missing"
                                .formatted(account.id(), version));
                return;
            }
        }
    }

    private static void checkBalances(
            Account account, Map<LedgerAccount, Long> balances, List<String> faults) {
        compare(
                account,
                "available",
                account.available().minorUnits(),
                balances.getOrDefault(LedgerAccount.available(account.id()), 0L),
                faults);
        compare(
                account,
                "held",
                account.held().minorUnits(),
                balances.getOrDefault(LedgerAccount.held(account.id()), 0L),
                faults);
    }

    private static void compare(
            Account account, String what, long stored, long summed, List<String> faults) {
        if (stored != summed) {
            faults.add(
                    "account %s: %s is %d, but its postings sum to %d"
                            .formatted(account.id(), what, stored, summed));
        }
    }

    /// What each account owes, by its entries.
    private static void checkDebts(Books books, List<String> faults) {
        var debts = new HashMap<AccountId, Long>();
        books.holds()
                .forEach(hold ->
                        hold.entries()
                                .forEach(entry ->
                                        debts.merge(hold.account(), owed(entry), Math::addExact)));
        books.movements()
                .forEach(each -> debts.merge(each.account(), owed(each.entry()), Math::addExact));
        for (var account : books.accounts()) {
            compare(
                    account,
                    "debt",
                    account.debt().minorUnits(),
                    debts.getOrDefault(account.id(), 0L),
                    faults);
        }
    }

    private static long owed(Entry entry) {
        long risk = entry.risk().minorUnits();
        return entry.kind() == Entry.Kind.LATE_CAPTURE ? risk : -risk;
    }

    private static void checkOwners(
            Books books, Map<AccountId, List<Made>> versions, List<String> faults) {
        var known = new HashSet<AccountId>();
        books.accounts().forEach(account -> known.add(account.id()));
        versions.forEach((account, made) -> {
            if (!known.contains(account)) {
                faults.add(
                        "%s: belongs to account %s, which does not exist"
                                .formatted(made.getFirst().item(), account));
            }
        });
    }

    private static void checkConservation(List<Posting> postings, List<String> faults) {
        var sums = new HashMap<Currency, Long>();
        postings.forEach(each -> sums.merge(each.currency(), each.minorUnits(), Math::addExact));
        sums.forEach((currency, sum) -> {
            if (sum != 0) {
                faults.add("all postings in %s sum to %d, not 0".formatted(currency, sum));
            }
        });
    }
}
