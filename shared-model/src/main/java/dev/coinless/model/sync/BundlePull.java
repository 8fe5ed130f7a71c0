package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Malformed;

/// Body of the message PULL: the phone asks the module for a part of its up bundle.
///
/// @param bundle the one to go on with, or [BundleId#NONE] for whichever the module has now; the
///   module answers an id that it does not have any more with the start of the one it has now
/// @param max longest chunk the phone wants, in bytes, 1 or more
public record BundlePull(BundleId bundle, int offset, int max) {

    static final int LENGTH = BundleId.LENGTH + 4 + 2;
    private static final int OFFSET_AT = BundleId.LENGTH;
    private static final int MAX_AT = OFFSET_AT + 4;
    private static final int LARGEST = 0xFFFF;

    public BundlePull {
        if (offset < 0 || offset > SealedBundle.MAX_RADIO_LENGTH || max < 1 || max > LARGEST) {
            throw new IllegalArgumentException("offset or chunk size out of range");
        }
    }

    /// Asks for the start of whichever bundle there is.
    public static BundlePull first(int max) {
        return new BundlePull(BundleId.NONE, 0, max);
    }

    public Bytes encoded() {
        return Bytes.concat(bundle.value(), Bytes.bigEndian(offset, 4), Bytes.bigEndian(max, 2));
    }

    /// Reads the body.
    ///
    /// @throws Malformed if it is not that of a PULL
    public static BundlePull parse(Bytes body) throws Malformed {
        if (body.length() != LENGTH) {
            throw new Malformed("a PULL has %d bytes".formatted(LENGTH));
        }
        long offset = body.unsignedAt(OFFSET_AT, 4);
        int max = (int) body.unsignedAt(MAX_AT, 2);
        if (offset > SealedBundle.MAX_RADIO_LENGTH || max == 0) {
            throw new Malformed("a PULL with offset or chunk size out of range");
        }
        return new BundlePull(new BundleId(body.first(BundleId.LENGTH)), (int) offset, max);
    }
}
