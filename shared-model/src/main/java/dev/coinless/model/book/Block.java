package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;

/// Some entries of a lane, sealed: stored under [BlockHead#hash] and never changed.
///
/// @param totals of the lane after this block
public record Block(BlockHead head, Totals totals, List<BookEntry> entries) {

    private static final int FIELDS = 3;

    /// More than 100 entries of 16 postings each take, in bytes.
    private static final int MAX_PART = 1 << 20;

    public Block {
        entries = List.copyOf(entries);
        if (entries.size() != head.count()
                || !head.root().equals(tree(entries).root())
                || !head.totals().equals(totals.hash())) {
            throw new IllegalArgumentException(head.name() + " is not what its head says");
        }
    }

    static MerkleTree tree(List<BookEntry> entries) {
        return MerkleTree.over(entries.stream().map(BookEntry::encoded).toList());
    }

    /// The tree that its root is of.
    public MerkleTree tree() {
        return tree(entries);
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        Item.of(head.encoded()),
                        Item.of(totals.encoded()),
                        new Item.Array(
                                entries.stream().map(each -> Item.of(each.encoded())).toList())));
    }

    /// Reads a stored block.
    ///
    /// @throws Malformed if it is not a block, or not what its head says
    public static Block decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a block", FIELDS);
        var head = BlockHead.decode(parts.get(0).bytesUpTo("a block's head", MAX_PART));
        var totals =
                Totals.decode(Cbor.decode(parts.get(1).bytesUpTo("a block's totals", MAX_PART)));
        var entries = new ArrayList<BookEntry>();
        for (var each : parts.get(2).itemsUpTo("a block's entries", BlockHead.MAX_ENTRIES)) {
            entries.add(BookEntry.decode(each.bytesUpTo("an entry", MAX_PART)));
        }
        try {
            return new Block(head, totals, entries);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a block that is not what its head says", e);
        }
    }
}
