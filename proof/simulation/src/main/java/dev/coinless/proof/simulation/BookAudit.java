package dev.coinless.proof.simulation;

import dev.coinless.functions.book.Archive;
import dev.coinless.functions.book.LaneState;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.wire.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads the sealed Book as a stranger would, from its blocks in the archive, and holds it against
/// the accounts: each version of each account is there, once.
final class BookAudit {

    /// More than a schedule makes.
    private static final int BLOCKS = 1000;

    private final World world;

    BookAudit(World world) {
        this.world = world;
    }

    /// Gives every entry, lane by lane.
    List<BookEntry> run() {
        var entries = new ArrayList<BookEntry>();
        for (var lane : world.cloud().book().store().lanes()) {
            entries.addAll(entriesOf(lane));
        }
        if (entries.size() != world.bookWatch().size()) {
            throw new Violation(
                    "%d entries were appended and %d are sealed"
                            .formatted(world.bookWatch().size(), entries.size()));
        }
        world.cloud()
                .table()
                .itemsOf("A#")
                .forEach(account -> {
                    var name = Objects.requireNonNull(account.get("pk")).s().substring(2);
                    var version = Objects.requireNonNull(account.get("ver")).n();
                    if (!world.bookWatch().hasAll(name, Long.parseLong(version))) {
                        throw new Violation(
                                "the Book lacks an entry of account %s, which has version %s"
                                        .formatted(name, version));
                    }
                });
        return entries;
    }

    /// The entries of a lane's blocks, which must lead to the lane's end.
    private List<BookEntry> entriesOf(LaneState lane) {
        var entries = new ArrayList<BookEntry>();
        var tip = LaneTip.start(lane.lane());
        for (var place : world.cloud().book().store().blocks(lane.lane(), 0, BLOCKS)) {
            var block = block(place.hash());
            tip = tip.plus(block);
            entries.addAll(block.entries());
        }
        if (!tip.head().equals(lane.tip().head()) || lane.waiting() > 0) {
            throw new Violation(
                    "the blocks of lane %s do not lead to its end".formatted(lane.lane()));
        }
        return entries;
    }

    private Block block(dev.coinless.model.bytes.Bytes hash) {
        var stored =
                world.cloud()
                        .archive()
                        .find(Archive.Kind.BLOCK, hash)
                        .orElseThrow(() -> new Violation("the archive lacks a block"));
        try {
            return Block.decode(stored);
        } catch (Malformed e) {
            throw new Violation("a block is not readable", e);
        }
    }
}
