package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.regex.Pattern;

/// Where an entry stands in the Book: with its operator's, or with the platform's. Each entry is in
/// exactly one lane, and no lane waits for another.
///
/// @param name the operator's id, 1 to 64 of `A-Z a-z 0-9 -`
public record Lane(String name) implements Comparable<Lane> {

    private static final int MAX_LENGTH = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1," + MAX_LENGTH + "}");

    /// Entries without an operator: credits and what else moves between a customer and the
    /// platform.
    public static final Lane PLATFORM = new Lane("platform");

    public Lane {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a lane's name must match " + NAME);
        }
    }

    Bytes bytes() {
        return Bytes.utf8(name);
    }

    Item item() {
        return Item.of(name);
    }

    static Lane decode(Item item) throws Malformed {
        return Named.decode("a lane", item, MAX_LENGTH, Lane::new);
    }

    @Override
    public int compareTo(Lane other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
