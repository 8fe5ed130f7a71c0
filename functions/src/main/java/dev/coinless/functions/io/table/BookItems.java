package dev.coinless.functions.io.table;

import dev.coinless.functions.book.BadRecord;
import dev.coinless.functions.book.EntryId;
import dev.coinless.functions.book.Exposure;
import dev.coinless.functions.book.Fragment;
import dev.coinless.functions.book.HeaderLog;
import dev.coinless.functions.book.LaneState;
import dev.coinless.functions.book.Mark;
import dev.coinless.functions.book.SealedBlock;
import dev.coinless.functions.book.TreeNode;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.wire.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// How the Book looks in its own table. Numbers in keys have 15 digits.
///
/// | item | partition key | sort key |
/// |---|---|---|
/// | lane | `LANES` | the lane |
/// | fragment | `F#<lane>` | index of its first entry |
/// | mark of an entry | `E#<account>` | version |
/// | block | `B#<lane>` | index of its first entry |
/// | node of a log | `N#<lane>`, `N##` for headers | level in 2 digits, `#`, index |
/// | exposure | `X#<module>` | `X` |
/// | header | `H` | number |
/// | log of headers | `HEADERS` | `HEADERS` |
/// | bad record | `Q` | id of the change |
final class BookItems {

    static final String LANES_OF = "LANES";
    static final String FRAGMENT = "F#";
    static final String MARK = "E#";
    static final String BLOCK = "B#";
    static final String NODE = "N#";
    static final String EXPOSURE = "X#";
    static final String HEADER = "H";
    static final String LOG = "HEADERS";
    static final String BAD = "Q";

    /// No lane has this name.
    static final String HEADER_NODES = NODE + "#";

    /// Time to mend what was wrong.
    private static final Duration BAD_RECORDS_KEPT = Duration.ofDays(90);

    private static final int HASH = 32;

    static final TableSchema<LaneState> LANES =
            Schema.of(LaneState.class, BookItems::lane)
                    .key(_ -> LANES_OF, lane -> lane.lane().name())
                    .number(Conditions.VERSION, LaneState::version)
                    .number("app", LaneState::appended)
                    .bytes("tip", lane -> lane.tip().encoded())
                    .build();

    static final TableSchema<Fragment> FRAGMENTS =
            Schema.of(
                            Fragment.class,
                            v ->
                                    new Fragment(
                                            new Lane(v.keyAfter(FRAGMENT)),
                                            sortNumber(v),
                                            entries(v.bytes("ent"))))
                    .key(each -> FRAGMENT + each.lane(), each -> digits(each.first()))
                    .bytes("ent", Fragment::encodedEntries)
                    .build();

    static final TableSchema<Mark> MARKS =
            Schema.of(
                            Mark.class,
                            v ->
                                    new Mark(
                                            new EntryId(
                                                    AccountId.parse(v.keyAfter(MARK)),
                                                    sortNumber(v)),
                                            new Lane(v.text("lan")),
                                            v.number("idx"),
                                            v.bytes("hsh")))
                    .key(mark -> MARK + mark.id().account(), mark -> digits(mark.id().version()))
                    .text("lan", mark -> mark.lane().name())
                    .number("idx", Mark::index)
                    .bytes("hsh", Mark::hash)
                    .build();

    static final TableSchema<SealedBlock> BLOCKS =
            Schema.of(
                            SealedBlock.class,
                            v ->
                                    new SealedBlock(
                                            new Lane(v.keyAfter(BLOCK)),
                                            v.number("num"),
                                            sortNumber(v),
                                            (int) v.number("cnt"),
                                            v.bytes("hsh")))
                    .key(block -> BLOCK + block.lane(), block -> digits(block.first()))
                    .number("num", SealedBlock::number)
                    .number("cnt", block -> (long) block.count())
                    .bytes("hsh", SealedBlock::hash)
                    .build();

    /// A node and the log it is of.
    record LogNode(String log, TreeNode node) {}

    static final TableSchema<LogNode> NODES =
            Schema.of(LogNode.class, BookItems::node)
                    .key(LogNode::log, each -> nodeSort(each.node().level(), each.node().index()))
                    .bytes("hsh", each -> each.node().hash())
                    .build();

    static final TableSchema<Exposure> EXPOSURES =
            Schema.of(
                            Exposure.class,
                            v ->
                                    new Exposure(
                                            ModuleId.fromHex(v.keyAfter(EXPOSURE)),
                                            v.number(Conditions.VERSION),
                                            v.number("opn"),
                                            v.number("lst")))
                    .key(each -> EXPOSURE + each.module(), _ -> "X")
                    .number(Conditions.VERSION, Exposure::version)
                    .number("opn", Exposure::open)
                    .number("lst", Exposure::lost)
                    .build();

    static final TableSchema<SignedHeader> HEADERS =
            Schema.of(SignedHeader.class, v -> header(v.bytes("hdr")))
                    .key(_ -> HEADER, header -> digits(header.number()))
                    .bytes("hdr", SignedHeader::encoded)
                    .build();

    static final TableSchema<HeaderLog> LOGS =
            Schema.of(
                            HeaderLog.class,
                            v ->
                                    new HeaderLog(
                                            new MerkleFrontier(
                                                    v.number(Conditions.VERSION),
                                                    hashes(v.bytes("pks"))),
                                            Instant.ofEpochSecond(v.number("at"))))
                    .key(_ -> LOG, _ -> LOG)
                    .number(Conditions.VERSION, HeaderLog::size)
                    .bytes("pks", log -> Bytes.concat(log.hashes().peaks().toArray(new Bytes[0])))
                    .number("at", log -> log.last().getEpochSecond())
                    .build();

    static final TableSchema<BadRecord> BAD_RECORDS =
            Schema.of(
                            BadRecord.class,
                            v ->
                                    new BadRecord(
                                            v.text(Schema.SORT),
                                            v.text("itm"),
                                            v.text("why"),
                                            Instant.ofEpochSecond(v.number("at"))))
                    .key(_ -> BAD, BadRecord::id)
                    .text("itm", BadRecord::item)
                    .text("why", BadRecord::reason)
                    .number("at", bad -> bad.at().getEpochSecond())
                    .number(
                            AccountItems.TIME_TO_LIVE,
                            bad -> bad.at().plus(BAD_RECORDS_KEPT).getEpochSecond())
                    .build();

    private BookItems() {}

    static Key laneKey(Lane lane) {
        return AccountItems.key(LANES_OF, lane.name());
    }

    static Key key(EntryId id) {
        return AccountItems.key(MARK + id.account(), digits(id.version()));
    }

    static Key exposureKey(ModuleId module) {
        return AccountItems.key(EXPOSURE + module, "X");
    }

    static Key headerKey(long number) {
        return AccountItems.key(HEADER, digits(number));
    }

    static Key logKey() {
        return AccountItems.key(LOG, LOG);
    }

    static Key nodeKey(String log, int level, long index) {
        return AccountItems.key(log, nodeSort(level, index));
    }

    static Key fragmentKey(Lane lane, long first) {
        return AccountItems.key(FRAGMENT + lane, digits(first));
    }

    static Key blockKey(Lane lane, long first) {
        return AccountItems.key(BLOCK + lane, digits(first));
    }

    private static String nodeSort(int level, long index) {
        return "%02d#%s".formatted(level, digits(index));
    }

    private static String digits(long number) {
        return "%015d".formatted(number);
    }

    private static long sortNumber(Values v) {
        return Long.parseLong(v.text(Schema.SORT));
    }

    private static LaneState lane(Values v) {
        try {
            return new LaneState(
                    v.number(Conditions.VERSION), v.number("app"), LaneTip.decode(v.bytes("tip")));
        } catch (Malformed e) {
            throw new IllegalStateException("the stored lane is not readable", e);
        }
    }

    private static LogNode node(Values v) {
        var parts = v.text(Schema.SORT).split("#", -1);
        return new LogNode(
                v.text(Schema.PARTITION),
                new TreeNode(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), v.bytes("hsh")));
    }

    private static List<BookEntry> entries(Bytes encoded) {
        try {
            return Fragment.decodeEntries(encoded);
        } catch (Malformed e) {
            throw new IllegalStateException("the stored fragment is not readable", e);
        }
    }

    private static SignedHeader header(Bytes encoded) {
        try {
            return SignedHeader.parse(encoded);
        } catch (Malformed e) {
            throw new IllegalStateException("the stored header is not readable", e);
        }
    }

    private static List<Bytes> hashes(Bytes concatenated) {
        var hashes = new ArrayList<Bytes>();
        for (int at = 0; at < concatenated.length(); at += HASH) {
            hashes.add(concatenated.slice(at, at + HASH));
        }
        return hashes;
    }
}
