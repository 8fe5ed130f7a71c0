package dev.coinless.functions.book;

import dev.coinless.model.book.BookEntry;
import java.util.Optional;

/// An entry on its way into the Book.
///
/// @param stake what it changes at a module, if it concerns one
public record NewEntry(BookEntry entry, Optional<Stake> stake) {

    public EntryId id() {
        return EntryId.of(entry);
    }
}
