package dev.coinless.functions.book;

import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.Lane;
import java.time.Instant;
import java.util.Optional;

/// Seals waiting entries into blocks.
///
/// First the block goes to the archive, under its hash; then the lane's end, the block's place and
/// the log's nodes are written together; then the fragments are removed. Whoever dies in between
/// leaves at most an object that nothing names, or a fragment that is already sealed, and the next
/// run goes on.
public final class SealLanes {

    private final BookStore store;
    private final Archive archive;
    private final Attempts attempts;

    public SealLanes(BookStore store, Archive archive, Attempts attempts) {
        this.store = store;
        this.archive = archive;
        this.attempts = attempts;
    }

    /// Seals all that waits in all lanes; called each minute, so no entry waits longer.
    ///
    /// @return how many blocks were made
    public int sealAll(Instant now) {
        int blocks = 0;
        for (var lane : attempts.until(() -> Optional.of(store.lanes()))) {
            blocks += lane.waiting() == 0 ? 0 : seal(lane.lane(), 1, now);
        }
        return blocks;
    }

    /// Seals the lane's full blocks and leaves the rest to the minute.
    public int sealFull(Lane lane, Instant now) {
        return seal(lane, BlockHead.MAX_ENTRIES, now);
    }

    private int seal(Lane lane, int least, Instant now) {
        int blocks = 0;
        while (attempts.until(() -> sealOne(lane, least, now))) {
            blocks++;
        }
        return blocks;
    }

    /// @return whether there was a block to seal; empty if somebody else was faster
    private Optional<Boolean> sealOne(Lane lane, int least, Instant now) {
        var state = store.lane(lane);
        if (state.waiting() < least) {
            return Optional.of(false);
        }
        var fragments = store.fragments(state, BlockHead.MAX_ENTRIES);
        var sealed = SealBlock.step(state, fragments, now);
        var block = sealed.block();
        archive.keep(Archive.Kind.BLOCK, block.head().hash(), block.encoded());
        if (store.seal(sealed) != Write.WRITTEN) {
            return Optional.empty();
        }
        fragments.stream()
                .filter(each -> each.end() <= sealed.after().tip().entries())
                .forEach(store::forget);
        return Optional.of(true);
    }
}
