package dev.coinless.functions.book;

import dev.coinless.functions.testing.Samples;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.EntryKind;
import dev.coinless.model.book.Lane;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.Thumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Entries for tests of what happens to them, whatever they say.
public final class BookSamples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final Lane A = new Lane("A");

    private static final int EUR = 978;

    private BookSamples() {}

    public static AccountId account(int number) {
        return new AccountId(new Thumbprint(Bytes.utf8("account " + number).sha256()));
    }

    /// A HOLD of one cent in lane A, at M7.
    public static NewEntry entry(int account, long version) {
        return entry(account, version, 1);
    }

    public static NewEntry entry(int account, long version, long amount) {
        var id = account(account);
        var postings =
                List.of(
                        new BookPosting("customer/%s/available".formatted(id), -amount, EUR),
                        new BookPosting("customer/%s/held".formatted(id), amount, EUR));
        var entry =
                new BookEntry(
                        id,
                        version,
                        A,
                        new EntryKind("HOLD"),
                        NOW,
                        Bytes.utf8("grant").sha256().first(BookEntry.SOURCE_LENGTH),
                        postings,
                        Optional.empty());
        return new NewEntry(entry, Optional.of(new Stake(Samples.M7, amount, 0)));
    }
}
