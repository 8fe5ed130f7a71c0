package dev.coinless.functions.verify;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Verification;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.sign.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Proves that the books balance, also while something is sold.
///
/// Reading the table takes time, and a sale meanwhile is seen by half. So what looks wrong is read
/// once more, and the accounts of the first reading are compared with the entries of the second, up
/// to each account's version: every such entry was there before the second reading began, and
/// nothing is ever taken away. What is still wrong is wrong.
public final class VerifyLedger {

    private final Books.Reader reader;
    private final Environment environment;

    public VerifyLedger(Books.Reader reader, Environment environment) {
        this.reader = reader;
        this.environment = environment;
    }

    /// Verifies.
    ///
    /// @throws Books.BrokenItem if an item cannot be read as what it should be
    public Verification verify() {
        var first = reader.read();
        var verification = check(first);
        return verification.ok() ? verification : check(again(first.accounts()));
    }

    private Verification check(Books books) {
        return Verification.of(books).with(CheckReceipts.faults(books, environment));
    }

    private Books again(List<Account> accounts) {
        var second = reader.read();
        var versions = new HashMap<AccountId, Long>();
        // Whoever came since the first reading is left to the next verification.
        second.accounts().forEach(account -> versions.put(account.id(), 0L));
        accounts.forEach(account -> versions.put(account.id(), account.version()));
        highest(second)
                .forEach((account, highest) -> {
                    if (highest > versions.getOrDefault(account, 0L)
                            && !hasReached(account, highest)) {
                        versions.remove(account);
                    }
                });
        return second.upTo(accounts, versions);
    }

    /// Whether an entry that is later than an account was when it was read is explained by what has
    /// happened since.
    private boolean hasReached(AccountId account, long version) {
        return reader.account(account).filter(now -> now.version() >= version).isPresent();
    }

    private static Map<AccountId, Long> highest(Books books) {
        var highest = new HashMap<AccountId, Long>();
        for (var hold : books.holds()) {
            for (var entry : hold.entries()) {
                highest.merge(hold.account(), entry.version(), Math::max);
            }
        }
        for (var movement : books.movements()) {
            highest.merge(movement.account(), movement.entry().version(), Math::max);
        }
        return highest;
    }
}
