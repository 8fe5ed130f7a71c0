package dev.coinless.model.export;

import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.Totals;
import java.util.HashMap;
import java.util.List;

/// Follows one block from its head to its last entry.
final class BlockCheck {

    private final long line;
    private final BlockHead head;
    private final LaneTip before;
    private MerkleFrontier tree = MerkleFrontier.EMPTY;
    private Totals totals;

    BlockCheck(long line, BlockHead head, LaneTip before) throws Fault {
        Fault.unless(
                head.number() == before.blocks() + 1, "it has not the next number of its lane");
        Fault.unless(head.first() == before.entries(), "it has not the next entries of its lane");
        Fault.unless(
                head.previous().equals(before.last()), "it does not follow the block before it");
        this.line = line;
        this.head = head;
        this.before = before;
        this.totals = before.totals();
    }

    /// Which entry comes next, from 1.
    long next() {
        return tree.size() + 1;
    }

    boolean isFull() {
        return tree.size() == head.count();
    }

    String name() {
        return head.name();
    }

    void take(BookEntry entry) throws Fault {
        Fault.unless(entry.lane().equals(head.lane()), "it is of another lane");
        var sums = new HashMap<Integer, Long>();
        for (var posting : entry.postings()) {
            sums.merge(posting.currency(), posting.minorUnits(), Math::addExact);
        }
        Fault.unless(
                sums.values().stream().allMatch(sum -> sum == 0),
                "its postings do not sum to zero");
        Fault.unless(
                entry.operatorsGain() == 0 || entry.receipt().isPresent(),
                "an operator gains without a receipt");
        tree = tree.plus(entry.encoded());
        totals = totals.plus(List.of(entry));
    }

    /// The lane after this block.
    LaneTip finish() throws BrokenExport {
        if (!tree.root().equals(head.root())) {
            throw new BrokenExport(line, name(), "its root is not that of its entries");
        }
        if (!totals.hash().equals(head.totals())) {
            throw new BrokenExport(line, name(), "its totals are not those of the postings");
        }
        return new LaneTip(
                head.lane(),
                before.entries() + head.count(),
                head.hash(),
                before.log().plus(head.hash()),
                totals);
    }
}
