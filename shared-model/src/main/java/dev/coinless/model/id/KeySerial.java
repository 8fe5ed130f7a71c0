package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Numbers the platform's key certificates of one usage; higher is newer.
public record KeySerial(long value) implements Comparable<KeySerial> {

    public static final long MAX = 0xFFFF_FFFFL;

    public KeySerial {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "key serial must be 0..%d, not %d".formatted(MAX, value));
        }
    }

    public KeySerial next() {
        return new KeySerial(value + 1);
    }

    public Bytes bytes() {
        return Bytes.bigEndian(value, 4);
    }

    @Override
    public int compareTo(KeySerial other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
