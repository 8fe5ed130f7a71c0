package dev.coinless.functions.book;

import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.MerklePath;
import dev.coinless.model.book.MerkleTree;
import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/// The root of a perfect subtree of a log (RFC 9162 2.1): it covers 2^level leaves from `index *
/// 2^level` on, and never changes once it is complete. All such nodes together give any proof about
/// the log with as many readings as the proof has hashes, however long the log is.
///
/// @param level 0 for a leaf's own hash
public record TreeNode(int level, long index, Bytes hash) {

    /// The nodes that a leaf completes.
    ///
    /// @param leaf the data, not hashed yet
    static List<TreeNode> completedBy(MerkleFrontier before, Bytes leaf) {
        var completed = new ArrayList<TreeNode>();
        var peaks = new ArrayList<>(before.peaks());
        var hash = MerkleTree.leaf(leaf);
        int level = 0;
        completed.add(new TreeNode(level, before.size(), hash));
        for (long bits = before.size(); (bits & 1) == 1; bits >>= 1) {
            hash = MerkleTree.node(peaks.removeLast(), hash);
            level++;
            completed.add(new TreeNode(level, before.size() >> level, hash));
        }
        return completed;
    }

    /// Finds the nodes of one log.
    public interface Source {

        /// The hash of one node.
        ///
        /// @throws IllegalStateException if there is none
        Bytes hash(int level, long index);
    }

    /// Proves that a leaf is in the log when it had `size` leaves (RFC 9162 2.1.3.1).
    static MerklePath inclusion(Source nodes, long leaf, long size) {
        var path = new ArrayList<Bytes>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long split = from + Long.highestOneBit(to - from - 1);
            if (leaf < split) {
                path.add(range(nodes, split, to));
                to = split;
            } else {
                path.add(range(nodes, from, split));
                from = split;
            }
        }
        return new MerklePath(path.reversed());
    }

    /// Proves that the log of `to` leaves begins with that of `from` (RFC 9162 2.1.4.1).
    static MerklePath consistency(Source nodes, long from, long to) {
        var path = new ArrayList<Bytes>();
        if (from == 0 || from == to) {
            return new MerklePath(path);
        }
        long low = 0;
        long high = to;
        while (from < high) {
            long split = low + Long.highestOneBit(high - low - 1);
            if (from <= split) {
                path.add(range(nodes, split, high));
                high = split;
            } else {
                path.add(range(nodes, low, split));
                low = split;
            }
        }
        if (low > 0) {
            path.add(range(nodes, low, high));
        }
        return new MerklePath(path.reversed());
    }

    private static Bytes range(Source nodes, long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1 && from % size == 0) {
            return nodes.hash(Long.numberOfTrailingZeros(size), from / size);
        }
        long split = from + Long.highestOneBit(size - 1);
        return MerkleTree.node(range(nodes, from, split), range(nodes, split, to));
    }
}
