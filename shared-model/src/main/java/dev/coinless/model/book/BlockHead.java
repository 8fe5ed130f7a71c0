package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;

/// What a block says about itself; it is known by the hash of this. Holds no amount, so that a
/// customer's proof tells nobody what an operator earns.
///
/// @param number counts the lane's blocks from 1
/// @param first how many entries of the lane are in earlier blocks
/// @param count entries in this block
/// @param previous hash of the block before, 32 zero bytes for the first
/// @param root of the [MerkleTree] over its entries
/// @param totals hash of the lane's [Totals] after it
public record BlockHead(
        Lane lane,
        long number,
        long first,
        int count,
        Bytes previous,
        Bytes root,
        Instant at,
        Bytes totals) {

    /// What the first block of a lane has in place of its predecessor's hash.
    public static final Bytes NO_PREVIOUS = Bytes.of(new byte[MerkleTree.HASH_LENGTH]);

    /// Entries in a block; what an entry waits for at most is the sealing by time.
    public static final int MAX_ENTRIES = 100;

    private static final int FIELDS = 8;

    public BlockHead {
        Limits.require("block number", number, 1);
        Limits.require("first entry", first, 0);
        if (count < 1 || count > MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a block has 1..%d entries, not %d".formatted(MAX_ENTRIES, count));
        }
        previous.requireLength("previous block's hash", MerkleTree.HASH_LENGTH);
        root.requireLength("root of a block", MerkleTree.HASH_LENGTH);
        Limits.requireWhole(at);
        totals.requireLength("hash of totals", MerkleTree.HASH_LENGTH);
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        lane.item(),
                        Item.of(number),
                        Item.of(first),
                        Item.of(count),
                        Item.of(previous),
                        Item.of(root),
                        Item.of(at.getEpochSecond()),
                        Item.of(totals)));
    }

    /// What the block is stored under, and what the next one names.
    public Bytes hash() {
        return encoded().sha256();
    }

    public static BlockHead decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a block's head", FIELDS);
        return new BlockHead(
                Lane.decode(parts.get(0)),
                parts.get(1).integer("block number", 1, Limits.MAX_COUNT),
                parts.get(2).unsigned("first entry", Limits.MAX_COUNT),
                (int) parts.get(3).integer("entries of a block", 1, MAX_ENTRIES),
                parts.get(4).bytes("previous block's hash", MerkleTree.HASH_LENGTH),
                parts.get(5).bytes("root of a block", MerkleTree.HASH_LENGTH),
                Instant.ofEpochSecond(parts.get(6).unsigned("time", Limits.MAX_COUNT)),
                parts.get(7).bytes("hash of totals", MerkleTree.HASH_LENGTH));
    }

    /// How it is called in messages.
    public String name() {
        return "block %s/%d".formatted(lane, number);
    }
}
