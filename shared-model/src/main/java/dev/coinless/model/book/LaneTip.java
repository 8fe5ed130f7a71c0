package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.List;

/// The end of a lane that new blocks are put to: all that sealing the next one needs, however long
/// the lane is.
///
/// @param last hash of the newest block, 32 zero bytes if there is none
/// @param log of the block hashes
public record LaneTip(Lane lane, long entries, Bytes last, MerkleFrontier log, Totals totals) {

    private static final int FIELDS = 5;

    public LaneTip {
        Limits.require("entries of a lane", entries, 0);
        last.requireLength("newest block's hash", MerkleTree.HASH_LENGTH);
    }

    /// A lane without blocks.
    public static LaneTip start(Lane lane) {
        return new LaneTip(lane, 0, BlockHead.NO_PREVIOUS, MerkleFrontier.EMPTY, Totals.NONE);
    }

    public long blocks() {
        return log.size();
    }

    public LaneHead head() {
        return new LaneHead(lane, blocks(), entries, log.root());
    }

    /// The next block, of 1 to [BlockHead#MAX_ENTRIES] entries of this lane.
    public Block seal(List<BookEntry> more, Instant at) {
        var stray = more.stream().filter(each -> !each.lane().equals(lane)).findFirst();
        if (stray.isPresent()) {
            throw new IllegalArgumentException(
                    "%s is of lane %s, not %s"
                            .formatted(stray.get().name(), stray.get().lane(), lane));
        }
        var after = totals.plus(more);
        var head =
                new BlockHead(
                        lane,
                        blocks() + 1,
                        entries,
                        more.size(),
                        last,
                        Block.tree(more).root(),
                        at,
                        after.hash());
        return new Block(head, after, more);
    }

    /// Whether the block is one that [#seal] could have made here.
    public boolean isFollowedBy(Block block) {
        return block.head().lane().equals(lane)
                && block.entries().stream().allMatch(each -> each.lane().equals(lane))
                && block.equals(seal(block.entries(), block.head().at()));
    }

    /// The lane with a block more.
    ///
    /// @throws IllegalArgumentException if it does not follow
    public LaneTip plus(Block block) {
        if (!isFollowedBy(block)) {
            throw new IllegalArgumentException(
                    "%s does not follow block %d".formatted(block.head().name(), blocks()));
        }
        return new LaneTip(
                lane,
                entries + block.head().count(),
                block.head().hash(),
                log.plus(block.head().hash()),
                block.totals());
    }

    public Bytes encoded() {
        return Cbor.encode(
                Item.array(
                        lane.item(),
                        Item.of(entries),
                        Item.of(last),
                        log.item(),
                        Item.of(totals.encoded())));
    }

    public static LaneTip decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a lane's tip", FIELDS);
        return new LaneTip(
                Lane.decode(parts.get(0)),
                parts.get(1).unsigned("entries of a lane", Limits.MAX_COUNT),
                parts.get(2).bytes("newest block's hash", MerkleTree.HASH_LENGTH),
                MerkleFrontier.decode(parts.get(3)),
                Totals.decode(Cbor.decode(parts.get(4).bytesUpTo("totals", Integer.MAX_VALUE))));
    }
}
