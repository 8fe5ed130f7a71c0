package dev.coinless.functions.book;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.id.AccountId;

/// What names an entry: each version of an account is made by exactly one.
public record EntryId(AccountId account, long version) {

    public static EntryId of(BookEntry entry) {
        return new EntryId(entry.account(), entry.version());
    }

    @Override
    public String toString() {
        return "account %s version %d".formatted(account, version);
    }
}
