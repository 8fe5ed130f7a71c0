package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// Two headers of the Book that cannot both be of one history, each signed by the platform: what
/// whoever kept the first can show to anybody.
///
/// @param kept the first, which is kept
/// @param refused the one that does not stand on it
public record BookFork(SignedHeader kept, SignedHeader refused) {

    /// A signed header is far shorter; in bytes.
    private static final int MAX_HEADER = 1024;

    public Bytes encoded() {
        return Cbor.encode(Item.array(Item.of(kept.encoded()), Item.of(refused.encoded())));
    }

    /// Reads it; whether the signatures are genuine is not looked at.
    public static BookFork decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a fork", 2);
        return new BookFork(
                SignedHeader.parse(parts.get(0).bytesUpTo("the header that is kept", MAX_HEADER)),
                SignedHeader.parse(parts.get(1).bytesUpTo("the other header", MAX_HEADER)));
    }

    /// Both by number and hash.
    @Override
    public String toString() {
        return "header %d %s is kept, header %d %s is refused"
                .formatted(
                        kept.number(), kept.hash().hex(), refused.number(), refused.hash().hex());
    }
}
