package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// A Merkle tree as in RFC 9162 2.1, with SHA-256: a leaf is hashed after 0x00, a node after 0x01,
/// so that no node ever passes for a leaf.
///
/// @param leaves the leaves' hashes in their order
public record MerkleTree(List<Bytes> leaves) {

    static final int HASH_LENGTH = 32;

    /// The root of a tree without leaves: the hash of nothing.
    public static final Bytes EMPTY_ROOT = Bytes.EMPTY.sha256();

    private static final Bytes LEAF = Bytes.of((byte) 0);
    private static final Bytes NODE = Bytes.of((byte) 1);

    public MerkleTree {
        leaves = List.copyOf(leaves);
        leaves.forEach(leaf -> leaf.requireLength("leaf hash", HASH_LENGTH));
    }

    /// The tree over some data, not hashed yet.
    public static MerkleTree over(List<Bytes> data) {
        return new MerkleTree(data.stream().map(MerkleTree::leaf).toList());
    }

    public static Bytes leaf(Bytes data) {
        return Bytes.concat(LEAF, data).sha256();
    }

    public static Bytes node(Bytes left, Bytes right) {
        return Bytes.concat(NODE, left, right).sha256();
    }

    public int size() {
        return leaves.size();
    }

    public Bytes root() {
        return rootOf(leaves);
    }

    /// Proves that a leaf is in this tree (RFC 9162 2.1.3.1).
    public MerklePath inclusion(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(
                    "no leaf %d in a tree of %d".formatted(index, size()));
        }
        var path = new ArrayList<Bytes>();
        climb(leaves, index, path);
        return new MerklePath(path);
    }

    private static void climb(List<Bytes> leaves, int index, List<Bytes> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = split(leaves.size());
        var left = leaves.subList(0, split);
        var right = leaves.subList(split, leaves.size());
        if (index < split) {
            climb(left, index, path);
            path.add(rootOf(right));
        } else {
            climb(right, index - split, path);
            path.add(rootOf(left));
        }
    }

    /// Proves that the tree of the first `size` leaves is where this tree grew from (RFC 9162
    /// 2.1.4.1). Nothing needs proof of an empty tree or of this one.
    public MerklePath consistency(int size) {
        if (size < 0 || size > size()) {
            throw new IndexOutOfBoundsException(
                    "a tree of %d never had %d leaves".formatted(size(), size));
        }
        var path = new ArrayList<Bytes>();
        if (size > 0 && size < size()) {
            grow(leaves, size, true, path);
        }
        return new MerklePath(path);
    }

    private static void grow(List<Bytes> leaves, int size, boolean whole, List<Bytes> path) {
        if (size == leaves.size()) {
            if (!whole) {
                path.add(rootOf(leaves));
            }
            return;
        }
        int split = split(leaves.size());
        var left = leaves.subList(0, split);
        var right = leaves.subList(split, leaves.size());
        if (size <= split) {
            grow(left, size, whole, path);
            path.add(rootOf(right));
        } else {
            grow(right, size - split, false, path);
            path.add(rootOf(left));
        }
    }

    private static Bytes rootOf(List<Bytes> leaves) {
        return switch (leaves.size()) {
            case 0 -> EMPTY_ROOT;
            case 1 -> leaves.getFirst();
            default -> {
                int split = split(leaves.size());
                yield node(
                        rootOf(leaves.subList(0, split)),
                        rootOf(leaves.subList(split, leaves.size())));
            }
        };
    }

    /// The largest power of two that is less than `size`.
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }
}
