package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Counts a module generation's authorization codes; never repeats, never runs backward.
public record Counter(long value) implements Comparable<Counter> {

    public static final long MAX = 0xFFFF_FFFFL;

    public Counter {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "counter must be 0..%d, not %d".formatted(MAX, value));
        }
    }

    public Counter next() {
        return new Counter(value + 1);
    }

    public Bytes bytes() {
        return Bytes.bigEndian(value, 4);
    }

    @Override
    public int compareTo(Counter other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
