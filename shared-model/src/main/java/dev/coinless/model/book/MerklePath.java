package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The hashes of a proof about a [MerkleTree], from the leaves up.
public record MerklePath(List<Bytes> hashes) {

    /// A tree of 2^62 leaves needs no more, and a consistency proof one more; in hashes.
    static final int MAX_LENGTH = 64;

    public MerklePath {
        hashes = List.copyOf(hashes);
        hashes.forEach(each -> each.requireLength("hash of a path", MerkleTree.HASH_LENGTH));
    }

    /// The root of the tree that has this leaf here (RFC 9162 2.1.3.2); empty if this is no path of
    /// a tree of that size.
    ///
    /// @param leaf the data, not hashed yet
    public Optional<Bytes> rootWith(Bytes leaf, long index, long size) {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        long position = index;
        long last = size - 1;
        var root = MerkleTree.leaf(leaf);
        for (var hash : hashes) {
            if (last == 0) {
                return Optional.empty();
            }
            if (isOdd(position) || position == last) {
                root = MerkleTree.node(hash, root);
                int shift = isOdd(position) ? 0 : Long.numberOfTrailingZeros(position);
                position >>= shift;
                last >>= shift;
            } else {
                root = MerkleTree.node(root, hash);
            }
            position >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }

    /// Whether the tree of `to` leaves begins with the tree of `from` leaves (RFC 9162 2.1.4.2).
    public boolean connects(long from, Bytes fromRoot, long to, Bytes toRoot) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == to) {
            return hashes.isEmpty() && fromRoot.equals(toRoot);
        }
        if (from == 0) {
            return hashes.isEmpty() && fromRoot.equals(MerkleTree.EMPTY_ROOT);
        }
        return grows(from, fromRoot, to, toRoot);
    }

    private boolean grows(long from, Bytes fromRoot, long to, Bytes toRoot) {
        boolean whole = Long.bitCount(from) == 1;
        if (!whole && hashes.isEmpty()) {
            return false;
        }
        int shift = Long.numberOfTrailingZeros(from);
        long first = (from - 1) >> shift;
        long last = (to - 1) >> shift;
        var earlier = whole ? fromRoot : hashes.getFirst();
        var later = earlier;
        for (var hash : whole ? hashes : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if (isOdd(first) || first == last) {
                earlier = MerkleTree.node(hash, earlier);
                later = MerkleTree.node(hash, later);
                int more = isOdd(first) ? 0 : Long.numberOfTrailingZeros(first);
                first >>= more;
                last >>= more;
            } else {
                later = MerkleTree.node(later, hash);
            }
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && earlier.equals(fromRoot) && later.equals(toRoot);
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }

    Item item() {
        return new Item.Array(hashes.stream().map(Item::of).toList());
    }

    static MerklePath decode(String name, Item item) throws Malformed {
        var hashes = new ArrayList<Bytes>();
        for (var each : item.itemsUpTo(name, MAX_LENGTH)) {
            hashes.add(each.bytes("hash of " + name, MerkleTree.HASH_LENGTH));
        }
        return new MerklePath(hashes);
    }
}
