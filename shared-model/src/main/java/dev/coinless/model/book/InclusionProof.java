package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import java.util.Optional;

/// Proves that an entry is in the Book as a header knows it: entry, block, lane, header.
///
/// @param position of the entry in its block, from 0
/// @param lane as it stood at that header
/// @param laneIndex of the lane among the header's lanes, from 0
public record InclusionProof(
        BookEntry entry,
        int position,
        MerklePath inBlock,
        BlockHead block,
        MerklePath inLane,
        LaneHead lane,
        long laneIndex,
        MerklePath inHeader,
        SignedHeader header) {

    private static final int FIELDS = 9;

    /// An entry of 16 postings or a header in its envelope is shorter; in bytes.
    private static final int MAX_PART = 4096;

    /// Makes the proof.
    ///
    /// @param blocks hashes of the lane's blocks that the header covers, in order
    /// @param lanes that the header covers, in any order
    public static InclusionProof of(
            Block block,
            int position,
            List<Bytes> blocks,
            List<LaneHead> lanes,
            SignedHeader header) {
        var ordered = Header.inOrder(lanes);
        var names = ordered.stream().map(LaneHead::lane).toList();
        int laneIndex = names.indexOf(block.head().lane());
        int number = (int) (block.head().number() - 1);
        return new InclusionProof(
                block.entries().get(position),
                position,
                block.tree().inclusion(position),
                block.head(),
                MerkleTree.over(blocks).inclusion(number),
                ordered.get(laneIndex),
                laneIndex,
                Header.laneTree(lanes).inclusion(laneIndex),
                header);
    }

    /// What is wrong with it; empty if it proves the entry, provided that the header is genuine.
    public Optional<String> fault() {
        if (!entry.lane().equals(block.lane()) || !block.lane().equals(lane.lane())) {
            return Optional.of("entry, block and lane do not belong together");
        }
        if (!isRoot(block.root(), inBlock.rootWith(entry.encoded(), position, block.count()))) {
            return Optional.of("the entry is not in the block");
        }
        var laneRoot = inLane.rootWith(block.hash(), block.number() - 1, lane.blocks());
        if (!isRoot(lane.root(), laneRoot)) {
            return Optional.of("the block is not in the lane");
        }
        var allLanes = inHeader.rootWith(lane.encoded(), laneIndex, header.header().lanes());
        if (!isRoot(header.header().laneRoot(), allLanes)) {
            return Optional.of("the lane is not in the header");
        }
        return Optional.empty();
    }

    private static boolean isRoot(Bytes root, Optional<Bytes> found) {
        return found.filter(root::equals).isPresent();
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        Item.of(entry.encoded()),
                        Item.of(position),
                        inBlock.item(),
                        Item.of(block.encoded()),
                        inLane.item(),
                        Item.of(lane.encoded()),
                        Item.of(laneIndex),
                        inHeader.item(),
                        Item.of(header.encoded())));
    }

    public static InclusionProof decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("an inclusion proof", FIELDS);
        return new InclusionProof(
                BookEntry.decode(parts.get(0).bytesUpTo("an entry", MAX_PART)),
                (int) parts.get(1).unsigned("position", BlockHead.MAX_ENTRIES),
                MerklePath.decode("path in the block", parts.get(2)),
                BlockHead.decode(parts.get(3).bytesUpTo("a block's head", MAX_PART)),
                MerklePath.decode("path in the lane", parts.get(4)),
                LaneHead.decode(parts.get(5).bytesUpTo("a lane's head", MAX_PART)),
                parts.get(6).unsigned("index of the lane", Limits.MAX_COUNT),
                MerklePath.decode("path in the header", parts.get(7)),
                SignedHeader.parse(parts.get(8).bytesUpTo("a header", MAX_PART)));
    }
}
