package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;

/// Names a sealed bundle while its parts travel: the first 8 bytes of its SHA-256.
public record BundleId(Bytes value) {

    public static final int LENGTH = 8;

    /// In a PULL: whichever bundle there is; in a PART: there is none.
    public static final BundleId NONE = new BundleId(Bytes.of(new byte[LENGTH]));

    public BundleId {
        value.requireLength("bundle id", LENGTH);
    }

    public static BundleId of(Bytes sealed) {
        return new BundleId(sealed.sha256().first(LENGTH));
    }

    @Override
    public String toString() {
        return value.hex();
    }
}
