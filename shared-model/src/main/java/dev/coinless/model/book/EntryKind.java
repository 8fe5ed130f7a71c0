package dev.coinless.model.book;

import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.regex.Pattern;

/// What happened to the money, such as CREDIT, HOLD, CAPTURE or VOID. A name and not a number of a
/// list: the Book outlives the programs that write it, and what an entry did is in its postings.
///
/// @param name 1 to 32 of `A-Z _`
public record EntryKind(String name) {

    private static final int MAX_LENGTH = 32;
    private static final Pattern NAME = Pattern.compile("[A-Z_]{1," + MAX_LENGTH + "}");

    public EntryKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an entry's kind must match " + NAME);
        }
    }

    Item item() {
        return Item.of(name);
    }

    static EntryKind decode(Item item) throws Malformed {
        return Named.decode("an entry's kind", item, MAX_LENGTH, EntryKind::new);
    }

    @Override
    public String toString() {
        return name;
    }
}
