package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import java.util.Optional;

/// Proves that a lane has only grown from one header to another: both know it, and its later blocks
/// begin with its earlier ones.
public record LaneGrowth(Standing before, Standing after, MerklePath growth) {

    private static final int FIELDS = 3;

    /// A lane's head as a header knows it.
    ///
    /// @param index of the lane among the header's lanes, from 0
    public record Standing(LaneHead lane, long index, MerklePath path) {

        private static final int MAX_HEAD = 4096;

        /// Makes the standing of a lane.
        ///
        /// @param lanes that the header covers, in any order
        public static Standing of(Lane lane, List<LaneHead> lanes) {
            var ordered = Header.inOrder(lanes);
            int index = ordered.stream().map(LaneHead::lane).toList().indexOf(lane);
            return new Standing(ordered.get(index), index, Header.laneTree(lanes).inclusion(index));
        }

        boolean isIn(Header header) {
            return path.rootWith(lane.encoded(), index, header.lanes())
                    .filter(header.laneRoot()::equals)
                    .isPresent();
        }

        Item item() {
            return Item.array(Item.of(lane.encoded()), Item.of(index), path.item());
        }

        static Standing decode(Item item) throws Malformed {
            var parts = item.items("a lane's standing", FIELDS);
            return new Standing(
                    LaneHead.decode(parts.get(0).bytesUpTo("a lane's head", MAX_HEAD)),
                    parts.get(1).unsigned("index of the lane", Limits.MAX_COUNT),
                    MerklePath.decode("path in the header", parts.get(2)));
        }
    }

    /// What is wrong with it; empty if it proves the growth, provided that both headers are
    /// genuine.
    public Optional<String> fault(Header older, Header newer) {
        if (!before.lane().lane().equals(after.lane().lane())) {
            return Optional.of("two lanes, not one");
        }
        if (!before.isIn(older)) {
            return Optional.of("the lane was not so in the older header");
        }
        if (!after.isIn(newer)) {
            return Optional.of("the lane is not so in the newer header");
        }
        boolean grown =
                growth.connects(
                        before.lane().blocks(),
                        before.lane().root(),
                        after.lane().blocks(),
                        after.lane().root());
        return grown && before.lane().entries() <= after.lane().entries()
                ? Optional.empty()
                : Optional.of("the lane's later blocks do not begin with its earlier ones");
    }

    public Bytes encoded() {
        return Cbor.encode(Item.array(before.item(), after.item(), growth.item()));
    }

    public static LaneGrowth decode(Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("a lane's growth", FIELDS);
        return new LaneGrowth(
                Standing.decode(parts.get(0)),
                Standing.decode(parts.get(1)),
                MerklePath.decode("growth of the lane", parts.get(2)));
    }
}
