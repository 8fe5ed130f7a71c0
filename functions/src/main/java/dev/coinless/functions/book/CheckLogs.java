package dev.coinless.functions.book;

import dev.coinless.functions.book.BookStore.Leaf;
import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.MerkleTree;
import dev.coinless.model.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Checks what the next block, the next header and every proof will be made from: the entries that
/// wait, the nodes of the logs and the ends of the lanes. Reads in order and keeps little, however
/// long a log is.
final class CheckLogs {

    /// Leaves of a log whose nodes are read at once; some 100 KB.
    static final long AT_ONCE = 1_000;

    private final BookStore store;
    private final long atOnce;

    CheckLogs(BookStore store) {
        this(store, AT_ONCE);
    }

    /// @param atOnce leaves of a log whose nodes are read at once; a larger one is read level by
    ///   level
    CheckLogs(BookStore store, long atOnce) {
        this.store = store;
        this.atOnce = atOnce;
    }

    /// Fragments as they were read, to be compared with the marks that are read later.
    record Waiting(LaneState lane, List<Fragment> fragments) {}

    /// The entries of a lane that wait for a block.
    Waiting waiting(LaneState lane) {
        var fragments =
                lane.waiting() == 0
                        ? List.<Fragment>of()
                        : store.fragments(lane, (int) Math.min(lane.waiting(), Integer.MAX_VALUE));
        return new Waiting(lane, fragments);
    }

    /// What of the waiting entries is not as it was appended.
    Stream<String> faults(Waiting waiting, Map<EntryId, Mark> marks) {
        var lane = waiting.lane();
        var wrong =
                waiting.fragments().stream()
                        .flatMap(fragment -> changed(fragment, lane.tip().entries(), marks));
        long next = lane.tip().entries();
        for (var fragment : waiting.fragments()) {
            next = fragment.first() <= next ? Math.max(next, fragment.end()) : next;
        }
        // The next block is made of so many.
        long due = Math.min(lane.waiting(), BlockHead.MAX_ENTRIES);
        boolean gone =
                next < lane.tip().entries() + due
                        && store.lane(lane.lane()).tip().entries() == lane.tip().entries();
        return gone
                ? Stream.concat(
                        wrong,
                        Stream.of(
                                "lane %s: the waiting entry %d is not there"
                                        .formatted(lane.lane(), next)))
                : wrong;
    }

    private static Stream<String> changed(Fragment fragment, long from, Map<EntryId, Mark> marks) {
        return LongStream.range(Math.max(from, fragment.first()), fragment.end())
                .filter(index -> !isMarked(fragment, index, marks))
                .mapToObj(index ->
                        "lane %s: the waiting entry %d is not the one that was appended"
                                .formatted(fragment.lane(), index));
    }

    private static boolean isMarked(Fragment fragment, long index, Map<EntryId, Mark> marks) {
        var entry = fragment.entries().get((int) (index - fragment.first()));
        var mark = marks.get(EntryId.of(entry));
        return mark != null && mark.index() == index && mark.isOf(entry);
    }

    /// The first thing that is wrong with a lane's log of blocks.
    Optional<String> fault(LaneState lane) {
        return fault(
                "lane " + lane.lane(),
                lane.tip().log(),
                store.leaves(lane.lane()),
                level -> store.level(lane.lane(), level),
                Optional.of(lane.tip().last()));
    }

    /// The first thing that is wrong with the log of headers.
    Optional<String> fault(HeaderLog headers) {
        return fault(
                "the headers",
                headers.hashes(),
                store.headerLeaves(),
                store::headerLevel,
                Optional.empty());
    }

    private Optional<String> fault(
            String name,
            MerkleFrontier log,
            Iterator<Leaf> leaves,
            IntFunction<Iterator<TreeNode>> stored,
            Optional<Bytes> last) {
        var levels = log.size() <= atOnce ? remembered(stored.apply(0)) : stored;
        var nodes = levels.apply(0);
        var own = MerkleFrontier.EMPTY;
        var newest = BlockHead.NO_PREVIOUS;
        for (long i = 0; i < log.size(); i++) {
            if (!leaves.hasNext()) {
                return Optional.of("%s: number %d is missing".formatted(name, i + 1));
            }
            var leaf = leaves.next();
            if (leaf.number() != i + 1) {
                return Optional.of("%s: number %d is missing".formatted(name, i + 1));
            }
            if (!isNode(nodes, new TreeNode(0, i, MerkleTree.leaf(leaf.hash())))) {
                return Optional.of(wrong(name, 0, i));
            }
            own = own.plus(leaf.hash());
            newest = leaf.hash();
        }
        for (int level = 1; log.size() >> level > 0; level++) {
            var wrong = level(name, level, log.size() >> level, levels);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return own.equals(log) && last.orElse(newest).equals(newest)
                ? Optional.empty()
                : Optional.of("%s: the end is not that of its tree".formatted(name));
    }

    /// All levels of a log, from one reading.
    private static IntFunction<Iterator<TreeNode>> remembered(Iterator<TreeNode> all) {
        var levels = new HashMap<Integer, List<TreeNode>>();
        all.forEachRemaining(
                node -> levels.computeIfAbsent(node.level(), _ -> new ArrayList<>()).add(node));
        return level -> levels.getOrDefault(level, List.of()).iterator();
    }

    private static Optional<String> level(
            String name, int level, long size, IntFunction<Iterator<TreeNode>> levels) {
        var children = levels.apply(level - 1);
        var nodes = levels.apply(level);
        for (long i = 0; i < size; i++) {
            var left = children.next().hash();
            var node = new TreeNode(level, i, MerkleTree.node(left, children.next().hash()));
            if (!isNode(nodes, node)) {
                return Optional.of(wrong(name, level, i));
            }
        }
        return Optional.empty();
    }

    private static boolean isNode(Iterator<TreeNode> stored, TreeNode node) {
        return stored.hasNext() && stored.next().equals(node);
    }

    private static String wrong(String name, int level, long index) {
        return "%s: the node %d/%d is not that of its tree".formatted(name, level, index);
    }
}
