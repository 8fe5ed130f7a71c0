package dev.coinless.model.export;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.id.AccountId;
import java.util.List;
import java.util.TreeMap;

/// Follows one account: its versions, and what its entries come to.
final class AccountCheck {

    private final long line;
    private final AccountState stated;
    private final VersionSet versions = new VersionSet();
    private final TreeMap<String, Long> sums = new TreeMap<>();

    AccountCheck(long line, AccountState stated) {
        this.line = line;
        this.stated = stated;
    }

    /// Of an account whose state is told later.
    static AccountCheck following(AccountId account) {
        return new AccountCheck(0, new AccountState(account, Long.MAX_VALUE, List.of()));
    }

    void take(BookEntry entry) throws Fault {
        Fault.unless(versions.add(entry.version()), "this version of the account was there before");
        var own = AccountState.prefix(entry.account());
        for (var posting : entry.postings()) {
            if (posting.account().startsWith("customer/")) {
                Fault.unless(
                        posting.account().startsWith(own), "it moves another customer's money");
                if (entry.version() <= stated.version()) {
                    sums.merge(key(posting), posting.minorUnits(), Math::addExact);
                }
            }
        }
    }

    void finish() throws BrokenExport {
        var place = "account " + stated.account();
        if (versions.hasGap() || versions.missing() <= stated.version()) {
            throw new BrokenExport(
                    line,
                    place,
                    "the entry of version %d is missing".formatted(versions.missing()));
        }
        compare(stated, line);
    }

    /// Whether all entries up to this version are there, and no later one.
    boolean isAt(long version) {
        return !versions.hasGap() && versions.missing() == version + 1;
    }

    /// Compares with what the entries so far come to.
    void compare(AccountState state, long at) throws BrokenExport {
        sums.values().removeIf(sum -> sum == 0);
        var balances = new TreeMap<String, Long>();
        state.balances().forEach(each -> balances.put(key(each), each.minorUnits()));
        if (!balances.equals(sums)) {
            throw new BrokenExport(
                    at,
                    "account " + state.account(),
                    "its balances are not the sums of its postings");
        }
    }

    private static String key(BookPosting posting) {
        return "%s %d".formatted(posting.account(), posting.currency());
    }
}
