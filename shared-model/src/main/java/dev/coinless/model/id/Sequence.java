package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Numbers a module generation's receipts without gaps, the first is 1; 0 means none yet.
public record Sequence(long value) implements Comparable<Sequence> {

    public static final long MAX = 0xFFFF_FFFFL;

    public Sequence {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "sequence must be 0..%d, not %d".formatted(MAX, value));
        }
    }

    public Sequence next() {
        return new Sequence(value + 1);
    }

    public Bytes bytes() {
        return Bytes.bigEndian(value, 4);
    }

    @Override
    public int compareTo(Sequence other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
