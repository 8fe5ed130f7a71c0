package dev.coinless.model.sync;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Message;
import dev.coinless.model.wire.Malformed;

/// Body of the messages PART (module) and PUSH (phone): some bytes of a sealed bundle. Parts may
/// come again and overlap.
///
/// @param total the whole bundle's length in bytes
/// @param offset where the chunk belongs
public record BundlePart(BundleId bundle, int total, int offset, Bytes chunk) {

    private static final int TOTAL_AT = BundleId.LENGTH;
    private static final int OFFSET_AT = TOTAL_AT + 4;
    private static final int HEADER = OFFSET_AT + 4;

    /// Longest chunk in bytes: a message less this header.
    public static final int MAX_CHUNK = Message.MAX_BODY - HEADER;

    /// The module's answer if it has nothing to send.
    public static final BundlePart NOTHING = new BundlePart(BundleId.NONE, 0, 0, Bytes.EMPTY);

    public BundlePart {
        boolean inside = offset >= 0 && offset + chunk.length() <= total;
        boolean small = total <= SealedBundle.MAX_RADIO_LENGTH && chunk.length() <= MAX_CHUNK;
        if (!inside || !small) {
            throw new IllegalArgumentException("a part outside its bundle, or too long");
        }
    }

    /// Cuts a part out of a sealed bundle that is short enough for the radio; empty past its end.
    ///
    /// @param max longest chunk in bytes
    public static BundlePart cut(Bytes sealed, int offset, int max) {
        int from = Math.min(offset, sealed.length());
        int to = Math.min(sealed.length(), from + Math.min(max, MAX_CHUNK));
        return new BundlePart(BundleId.of(sealed), sealed.length(), from, sealed.slice(from, to));
    }

    public Bytes encoded() {
        return Bytes.concat(
                bundle.value(), Bytes.bigEndian(total, 4), Bytes.bigEndian(offset, 4), chunk);
    }

    /// Reads the body.
    ///
    /// @throws Malformed if it is not that of a part of a bundle that may travel by radio
    public static BundlePart parse(Bytes body) throws Malformed {
        if (body.length() < HEADER) {
            throw new Malformed("a part of a bundle has at least %d bytes".formatted(HEADER));
        }
        long total = body.unsignedAt(TOTAL_AT, 4);
        long offset = body.unsignedAt(OFFSET_AT, 4);
        var chunk = body.slice(HEADER, body.length());
        if (total > SealedBundle.MAX_RADIO_LENGTH || offset + chunk.length() > total) {
            throw new Malformed("a part outside its bundle, or of one too long for the radio");
        }
        return new BundlePart(
                new BundleId(body.first(BundleId.LENGTH)), (int) total, (int) offset, chunk);
    }
}
