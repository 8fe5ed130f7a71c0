package dev.coinless.model.sync;

import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// Numbers the editions of something the platform signs again and again; a reader applies only a
/// higher one. The first is 1.
public record Version(long value) implements Comparable<Version> {

    public static final long MAX = 0xFFFF_FFFFL;

    /// What a reader has that was never given one.
    public static final Version NONE = new Version(0);

    public Version {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "version must be 0..%d, not %d".formatted(MAX, value));
        }
    }

    public Version next() {
        return new Version(value + 1);
    }

    public boolean isNewerThan(Version other) {
        return value > other.value;
    }

    Item item() {
        return Item.of(value);
    }

    static Version decode(String name, Item item) throws Malformed {
        return new Version(item.unsigned(name, MAX));
    }

    @Override
    public int compareTo(Version other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
