package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import java.util.Optional;

/// Proves that a newer header stands on an older one: the older one is among the newer one's
/// earlier headers, and those begin with the ones that the older one knows. It brings the newer
/// header along; from header 0, which means none, nothing is to be proven.
///
/// @param from number of the older header, or 0
/// @param leaf that the older header is a leaf of the newer one's tree of headers
/// @param growth from the older one's tree of headers to the newer one's
public record ConsistencyProof(long from, MerklePath leaf, MerklePath growth, SignedHeader header) {

    private static final int FIELDS = 4;

    /// A header in its envelope is shorter; in bytes.
    private static final int MAX_HEADER = 4096;

    private static final MerklePath NOTHING = new MerklePath(List.of());

    /// Makes the proof.
    ///
    /// @param from number of an earlier header, or 0
    /// @param earlier hashes of all headers before `header`
    public static ConsistencyProof of(long from, List<Bytes> earlier, SignedHeader header) {
        if (from == 0) {
            return new ConsistencyProof(0, NOTHING, NOTHING, header);
        }
        var log = MerkleTree.over(earlier.subList(0, (int) header.number() - 1));
        int index = (int) from - 1;
        return new ConsistencyProof(from, log.inclusion(index), log.consistency(index), header);
    }

    /// Whether the newer header stands on this one, provided that both are genuine.
    public boolean connects(SignedHeader older) {
        long before = older.number() - 1;
        long all = header.number() - 1;
        var root = header.header().earlierRoot();
        return from == older.number()
                && leaf.rootWith(older.hash(), before, all).filter(root::equals).isPresent()
                && growth.connects(before, older.header().earlierRoot(), all, root);
    }

    /// Whether it is a first header, on nothing.
    public boolean isFirst() {
        return from == 0 && leaf.equals(NOTHING) && growth.equals(NOTHING);
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(Item.of(from), leaf.item(), growth.item(), Item.of(header.encoded())));
    }

    public static ConsistencyProof decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a consistency proof", FIELDS);
        return new ConsistencyProof(
                parts.get(0).unsigned("older header", Limits.MAX_COUNT),
                MerklePath.decode("path of the older header", parts.get(1)),
                MerklePath.decode("growth of the headers", parts.get(2)),
                SignedHeader.parse(parts.get(3).bytesUpTo("a header", MAX_HEADER)));
    }

    /// The older header's number as it is asked for.
    public static Optional<Long> parseNumber(String text) {
        return text.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
