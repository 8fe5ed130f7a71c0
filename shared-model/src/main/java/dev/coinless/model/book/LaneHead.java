package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// How far a lane has come: a leaf of a header's tree of lanes.
///
/// @param root of the [MerkleTree] over the lane's block hashes
public record LaneHead(Lane lane, long blocks, long entries, Bytes root) {

    private static final int FIELDS = 4;

    public LaneHead {
        Limits.require("blocks of a lane", blocks, 0);
        Limits.require("entries of a lane", entries, 0);
        root.requireLength("root of a lane", MerkleTree.HASH_LENGTH);
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(lane.item(), Item.of(blocks), Item.of(entries), Item.of(root)));
    }

    public static LaneHead decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a lane's head", FIELDS);
        return new LaneHead(
                Lane.decode(parts.get(0)),
                parts.get(1).unsigned("blocks of a lane", Limits.MAX_COUNT),
                parts.get(2).unsigned("entries of a lane", Limits.MAX_COUNT),
                parts.get(3).bytes("root of a lane", MerkleTree.HASH_LENGTH));
    }
}
