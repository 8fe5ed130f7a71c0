package dev.coinless.functions.book;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Decides which block a lane's waiting entries make.
public final class SealBlock {

    private SealBlock() {}

    /// What is to be stored (the block) and then to be written together (the rest).
    public record Sealed(LaneState before, LaneState after, Block block, List<TreeNode> nodes) {}

    /// The next block: the first entries that wait, as many as a block takes.
    ///
    /// @param fragments with the lane's waiting entries, in order
    static Sealed step(LaneState lane, List<Fragment> fragments, Instant now) {
        var entries = new ArrayList<BookEntry>();
        long sealed = lane.tip().entries();
        for (var fragment : fragments) {
            for (int i = 0; i < fragment.entries().size(); i++) {
                long index = fragment.first() + i;
                if (index == sealed + entries.size() && entries.size() < BlockHead.MAX_ENTRIES) {
                    entries.add(fragment.entries().get(i));
                }
            }
        }
        if (entries.size() < Math.min(lane.waiting(), BlockHead.MAX_ENTRIES)) {
            throw new IllegalStateException(
                    "lane %s: entry %d waits for a block and is not there"
                            .formatted(lane.lane(), sealed + entries.size()));
        }
        var block = lane.tip().seal(entries, now.truncatedTo(ChronoUnit.SECONDS));
        return new Sealed(
                lane,
                lane.sealed(lane.tip().plus(block)),
                block,
                TreeNode.completedBy(lane.tip().log(), block.head().hash()));
    }
}
