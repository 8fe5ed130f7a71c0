package dev.coinless.functions.book;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Lane;
import dev.coinless.model.bytes.Bytes;

/// That an entry is in the Book, and where. Written with it, never changed: the same entry that
/// comes again is known by it, and another one that takes its name is found out.
///
/// @param index of the entry in its lane, from 0
/// @param hash SHA-256 of the entry's bytes
public record Mark(EntryId id, Lane lane, long index, Bytes hash) {

    static Mark of(BookEntry entry, long index) {
        return new Mark(EntryId.of(entry), entry.lane(), index, entry.encoded().sha256());
    }

    boolean isOf(BookEntry entry) {
        return lane.equals(entry.lane()) && hash.equals(entry.encoded().sha256());
    }
}
