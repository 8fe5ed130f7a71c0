package dev.coinless.functions.book;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Lane;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// Entries of a lane that were appended together and are not sealed yet, at least not all.
///
/// @param first index of its first entry in the lane
public record Fragment(Lane lane, long first, List<BookEntry> entries) {

    /// An entry of 16 postings is shorter; in bytes.
    private static final int MAX_ENTRY = 8192;

    public Fragment {
        entries = List.copyOf(entries);
    }

    /// Its entries as they are kept.
    public Bytes encodedEntries() {
        return Cbor.encode(
                new Item.Array(entries.stream().map(each -> Item.of(each.encoded())).toList()));
    }

    /// Reads entries back.
    public static List<BookEntry> decodeEntries(Bytes encoded) throws Malformed {
        var entries = new ArrayList<BookEntry>();
        for (var each : Cbor.decode(encoded).itemsUpTo("entries", ExtendLane.MAX_ENTRIES)) {
            entries.add(BookEntry.decode(each.bytesUpTo("an entry", MAX_ENTRY)));
        }
        return entries;
    }

    /// The index after its last entry.
    public long end() {
        return first + entries.size();
    }
}
