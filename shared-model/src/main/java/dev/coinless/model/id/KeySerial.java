package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;

/// Numbers the platform's key certificates of one usage; higher is newer.
public record KeySerial(long value) implements Comparable<KeySerial> {

    private static final int LENGTH = 4;

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

    /// The serial in the key id of what the platform signs.
    ///
    /// @throws Malformed if it has not 4 bytes
    public static KeySerial decode(Bytes keyId) throws Malformed {
        if (keyId.length() != LENGTH) {
            throw new Malformed("the key id is not a serial");
        }
        return new KeySerial(keyId.unsignedAt(0, LENGTH));
    }

    public Bytes bytes() {
        return Bytes.bigEndian(value, LENGTH);
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
