package dev.coinless.model.wire;

import dev.coinless.model.bytes.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One CBOR data item, of the few kinds that the protocol uses.
public sealed interface Item {

    /// Major types 0 and 1: an integer of at most 63 bits.
    record Int(long value) implements Item {}

    /// Major type 2.
    record ByteString(Bytes value) implements Item {}

    /// Major type 3.
    record Text(String value) implements Item {}

    /// Major type 4.
    record Array(List<Item> items) implements Item {
        public Array {
            items = List.copyOf(items);
        }
    }

    /// Major type 5 with integer keys, as CWT claims and COSE headers have; order does not matter
    /// here, [Cbor] writes them in their deterministic order.
    record IntMap(java.util.Map<Long, Item> entries) implements Item {
        public IntMap {
            entries = java.util.Map.copyOf(entries);
        }
    }

    /// `null`, the detached payload of a COSE_Sign1.
    record Null() implements Item {}

    static Item of(long value) {
        return new Int(value);
    }

    static Item of(Bytes value) {
        return new ByteString(value);
    }

    static Item of(String value) {
        return new Text(value);
    }

    static Item array(Item... items) {
        return new Array(Arrays.asList(items));
    }

    /// The integer, if it lies in `0..max`.
    default long unsigned(String name, long max) throws Malformed {
        if (this instanceof Int(var value) && value >= 0 && value <= max) {
            return value;
        }
        throw new Malformed("%s must be an integer from 0 to %d".formatted(name, max));
    }

    /// The integer, if it lies in `min..max`.
    default long integer(String name, long min, long max) throws Malformed {
        if (this instanceof Int(var value) && value >= min && value <= max) {
            return value;
        }
        throw new Malformed("%s must be an integer from %d to %d".formatted(name, min, max));
    }

    /// The byte string, if it has exactly `length` bytes.
    default Bytes bytes(String name, int length) throws Malformed {
        if (this instanceof ByteString(var value) && value.length() == length) {
            return value;
        }
        throw new Malformed("%s must be a byte string of %d bytes".formatted(name, length));
    }

    /// The byte string, if it has at most `max` bytes.
    default Bytes bytesUpTo(String name, int max) throws Malformed {
        if (this instanceof ByteString(var value) && value.length() <= max) {
            return value;
        }
        throw new Malformed("%s must be a byte string of at most %d bytes".formatted(name, max));
    }

    default String text(String name, int maxLength) throws Malformed {
        if (this instanceof Text(var value) && value.length() <= maxLength) {
            return value;
        }
        throw new Malformed("%s must be text of at most %d characters".formatted(name, maxLength));
    }

    /// The array's items, if there are exactly `size`.
    default List<Item> items(String name, int size) throws Malformed {
        if (this instanceof Array(var items) && items.size() == size) {
            return items;
        }
        throw new Malformed("%s must be an array of %d items".formatted(name, size));
    }

    /// The array's items, if there are at most `max`.
    default List<Item> itemsUpTo(String name, int max) throws Malformed {
        if (this instanceof Array(var items) && items.size() <= max) {
            return items;
        }
        throw new Malformed("%s must be an array of at most %d items".formatted(name, max));
    }

    default java.util.Map<Long, Item> entries(String name) throws Malformed {
        if (this instanceof IntMap(var entries)) {
            return entries;
        }
        throw new Malformed("%s must be a map with integer keys".formatted(name));
    }

    /// The value of `key`, if this is a map that has it.
    default Optional<Item> entry(long key) {
        return this instanceof IntMap(var entries)
                ? Optional.ofNullable(entries.get(key))
                : Optional.empty();
    }
}
