package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// A [MerkleTree] of which only so much is kept as its growth needs: the roots of its perfect
/// subtrees, largest first, one for each bit of its size.
public record MerkleFrontier(long size, List<Bytes> peaks) {

    public static final MerkleFrontier EMPTY = new MerkleFrontier(0, List.of());

    public MerkleFrontier {
        peaks = List.copyOf(peaks);
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of %d has not %d peaks".formatted(size, peaks.size()));
        }
        peaks.forEach(each -> each.requireLength("peak", MerkleTree.HASH_LENGTH));
    }

    /// The tree with one leaf more.
    ///
    /// @param leaf the data, not hashed yet
    public MerkleFrontier plus(Bytes leaf) {
        var more = new ArrayList<>(peaks);
        var hash = MerkleTree.leaf(leaf);
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            hash = MerkleTree.node(more.removeLast(), hash);
        }
        more.add(hash);
        return new MerkleFrontier(size + 1, more);
    }

    public Bytes root() {
        return peaks.reversed().stream()
                .reduce((right, left) -> MerkleTree.node(left, right))
                .orElse(MerkleTree.EMPTY_ROOT);
    }

    Item item() {
        return Item.array(Item.of(size), new Item.Array(peaks.stream().map(Item::of).toList()));
    }

    static MerkleFrontier decode(Item item) throws Malformed {
        var parts = item.items("a tree's frontier", 2);
        long size = parts.get(0).unsigned("size of a tree", Limits.MAX_COUNT);
        var peaks = new ArrayList<Bytes>();
        for (var each : parts.get(1).items("peaks of a tree", Long.bitCount(size))) {
            peaks.add(each.bytes("peak of a tree", MerkleTree.HASH_LENGTH));
        }
        return new MerkleFrontier(size, peaks);
    }
}
