package dev.coinless.wallet.book;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.wallet.cloud.Problem;
import java.util.List;

/// What came of looking into the Book.
public sealed interface Witnessed {
    /// This is the highest header now.
    record Kept(SignedHeader header) implements Witnessed {}

    /// The header that is kept covers these entries of a grant.
    ///
    /// @param waiting entries that are younger than the header
    record Proven(SignedHeader header, List<BookEntry> entries, long waiting)
            implements Witnessed {}

    /// Nothing came of it, and why.
    record Failed(Problem problem) implements Witnessed {}
}
