package dev.coinless.functions.io.table;

import dev.coinless.functions.book.BadRecord;
import dev.coinless.functions.book.BookStore;
import dev.coinless.functions.book.EntryId;
import dev.coinless.functions.book.Exposure;
import dev.coinless.functions.book.ExtendLane;
import dev.coinless.functions.book.Fragment;
import dev.coinless.functions.book.HeaderLog;
import dev.coinless.functions.book.LaneState;
import dev.coinless.functions.book.Mark;
import dev.coinless.functions.book.SealBlock;
import dev.coinless.functions.book.SealedBlock;
import dev.coinless.functions.book.TreeNode;
import dev.coinless.functions.io.table.BookItems.LogNode;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.ModuleId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/// The Book in its own table.
public final class DynamoBook implements BookStore {

    /// As many keys as DynamoDB reads at once.
    private static final int MAX_KEYS = 100;

    /// As many leftovers as are looked through; the table forgets them one by one.
    private static final int MAX_FRAGMENTS = 200;

    private final Table table;

    public DynamoBook(Table table) {
        this.table = table;
    }

    @Override
    public LaneState lane(Lane lane) {
        return table.find(BookItems.LANES, BookItems.laneKey(lane))
                .orElseGet(() -> LaneState.start(lane));
    }

    @Override
    public List<LaneState> lanes() {
        return query(BookItems.LANES, all(BookItems.LANES_OF), true, Integer.MAX_VALUE);
    }

    @Override
    public Map<EntryId, Mark> marks(Collection<EntryId> ids) {
        var marks = new HashMap<EntryId, Mark>();
        var wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); from += MAX_KEYS) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + MAX_KEYS));
            var found = table.read(some.stream().map(BookItems::key).toList());
            some.forEach(id ->
                    found.get(BookItems.MARKS, BookItems.key(id))
                            .ifPresent(mark -> marks.put(id, mark)));
        }
        return marks;
    }

    @Override
    public List<Mark> allMarks() {
        return Guard.read(() ->
                table
                        .client()
                        .scanPaginator(scan -> scan.tableName(table.name()).consistentRead(true))
                        .items()
                        .stream()
                        .filter(item -> Table.partitionOf(item).startsWith(BookItems.MARK))
                        .map(BookItems.MARKS::mapToItem)
                        .toList());
    }

    @Override
    public Map<ModuleId, Exposure> exposures(Collection<ModuleId> modules) {
        var exposures = new HashMap<ModuleId, Exposure>();
        if (!modules.isEmpty()) {
            var found = table.read(modules.stream().map(BookItems::exposureKey).toList());
            modules.forEach(module ->
                    found.get(BookItems.EXPOSURES, BookItems.exposureKey(module))
                            .ifPresent(exposure -> exposures.put(module, exposure)));
        }
        return exposures;
    }

    @Override
    public Write extend(ExtendLane.Growth growth) {
        return table.transact(transaction -> {
            transaction
                    .put(BookItems.LANES, growth.after(), Conditions.next(growth.after().version()))
                    .put(BookItems.FRAGMENTS, growth.fragment(), Conditions.ABSENT);
            growth.marks()
                    .forEach(mark -> transaction.put(BookItems.MARKS, mark, Conditions.ABSENT));
            growth.exposures()
                    .forEach(each ->
                            transaction.put(
                                    BookItems.EXPOSURES, each, Conditions.next(each.version())));
        });
    }

    @Override
    public List<Fragment> fragments(LaneState lane, int unsealed) {
        var fragments = new ArrayList<Fragment>();
        long wanted = lane.tip().entries() + Math.min(unsealed, lane.waiting());
        var stored =
                query(
                        BookItems.FRAGMENTS,
                        all(BookItems.FRAGMENT + lane.lane()),
                        true,
                        MAX_FRAGMENTS);
        for (var each : stored) {
            fragments.add(each);
            if (each.end() >= wanted) {
                break;
            }
        }
        return fragments;
    }

    @Override
    public Write seal(SealBlock.Sealed sealed) {
        return table.transact(transaction -> {
            transaction
                    .put(BookItems.LANES, sealed.after(), Conditions.next(sealed.after().version()))
                    .put(
                            BookItems.BLOCKS,
                            SealedBlock.of(sealed.block().head()),
                            Conditions.ABSENT);
            put(transaction, BookItems.NODE + sealed.after().lane(), sealed.nodes());
        });
    }

    @Override
    public void forget(Fragment fragment) {
        table.delete(BookItems.FRAGMENTS, BookItems.fragmentKey(fragment.lane(), fragment.first()));
    }

    @Override
    public Optional<SealedBlock> blockOf(Lane lane, long entry) {
        var upTo = QueryConditional.sortLessThanOrEqualTo(BookItems.blockKey(lane, entry));
        return query(BookItems.BLOCKS, upTo, false, 1).stream()
                .filter(block -> entry < block.first() + block.count())
                .findFirst();
    }

    @Override
    public List<SealedBlock> blocks(Lane lane, long entry, int limit) {
        var from = QueryConditional.sortGreaterThanOrEqualTo(BookItems.blockKey(lane, entry));
        return query(BookItems.BLOCKS, from, true, limit);
    }

    @Override
    public HeaderLog headerLog() {
        return table.find(BookItems.LOGS, BookItems.logKey()).orElse(HeaderLog.NONE);
    }

    @Override
    public Write sign(HeaderLog before, SignedHeader header) {
        var after = before.plus(header);
        return table.transact(transaction -> {
            transaction
                    .put(BookItems.LOGS, after, Conditions.next(after.size()))
                    .put(BookItems.HEADERS, header, Conditions.ABSENT);
            put(transaction, BookItems.HEADER_NODES, before.completedBy(header));
        });
    }

    @Override
    public Optional<SignedHeader> header(long number) {
        return table.find(BookItems.HEADERS, BookItems.headerKey(number));
    }

    @Override
    public List<SignedHeader> headers(long from, int limit) {
        var since = QueryConditional.sortGreaterThanOrEqualTo(BookItems.headerKey(from));
        return query(BookItems.HEADERS, since, true, limit);
    }

    @Override
    public Iterator<Leaf> leaves(Lane lane) {
        return each(
                BookItems.BLOCKS,
                all(BookItems.BLOCK + lane),
                block -> new Leaf(block.number(), block.hash()));
    }

    @Override
    public Iterator<Leaf> headerLeaves() {
        return each(
                BookItems.HEADERS,
                all(BookItems.HEADER),
                header -> new Leaf(header.number(), header.hash()));
    }

    @Override
    public Iterator<TreeNode> level(Lane lane, int level) {
        return level(BookItems.NODE + lane, level);
    }

    @Override
    public Iterator<TreeNode> headerLevel(int level) {
        return level(BookItems.HEADER_NODES, level);
    }

    private Iterator<TreeNode> level(String log, int level) {
        var since = QueryConditional.sortGreaterThanOrEqualTo(BookItems.nodeKey(log, level, 0));
        return each(BookItems.NODES, since, LogNode::node);
    }

    @Override
    public TreeNode.Source nodes(Lane lane) {
        return nodes(BookItems.NODE + lane);
    }

    @Override
    public TreeNode.Source headerNodes() {
        return nodes(BookItems.HEADER_NODES);
    }

    @Override
    public void quarantine(BadRecord record) {
        table.put(BookItems.BAD_RECORDS, record);
    }

    @Override
    public List<BadRecord> quarantined() {
        return query(BookItems.BAD_RECORDS, all(BookItems.BAD), true, Integer.MAX_VALUE);
    }

    private TreeNode.Source nodes(String log) {
        return (level, index) ->
                table.find(BookItems.NODES, BookItems.nodeKey(log, level, index))
                        .map(each -> each.node().hash())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "log %s has no node %d/%d".formatted(log, level, index)));
    }

    private static void put(Table.Transaction transaction, String log, List<TreeNode> nodes) {
        nodes.forEach(node ->
                transaction.put(BookItems.NODES, new LogNode(log, node), Conditions.ABSENT));
    }

    private static QueryConditional all(String partition) {
        return QueryConditional.keyEqualTo(Key.builder().partitionValue(partition).build());
    }

    private <T, R> Iterator<R> each(
            TableSchema<T> schema, QueryConditional condition, Function<T, R> what) {
        var items =
                table.of(schema)
                        .query(query -> query.queryConditional(condition).consistentRead(true))
                        .items()
                        .iterator();
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return Guard.read(items::hasNext);
            }

            @Override
            public R next() {
                return what.apply(Guard.read(items::next));
            }
        };
    }

    private <T> List<T> query(
            TableSchema<T> schema, QueryConditional condition, boolean ascending, int limit) {
        return Guard.read(() ->
                table
                        .of(schema)
                        .query(query ->
                                query.queryConditional(condition)
                                        .scanIndexForward(ascending)
                                        .consistentRead(true)
                                        .limit(limit))
                        .items()
                        .stream()
                        .limit(limit)
                        .toList());
    }
}
