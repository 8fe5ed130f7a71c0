package dev.coinless.functions.book;

import dev.coinless.functions.retry.Write;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Book's own table, apart from that of the sales. Readings see all earlier writes.
///
/// Every method may throw [dev.coinless.functions.retry.TableBusy]; what was written before is
/// found by reading again.
public interface BookStore {

    /// How far a lane has come; [LaneState#start] if it has no entries.
    LaneState lane(Lane lane);

    /// All lanes with entries.
    List<LaneState> lanes();

    /// The marks of those entries that are in the Book.
    Map<EntryId, Mark> marks(Collection<EntryId> ids);

    /// All marks, in no order.
    List<Mark> allMarks();

    /// What is at stake at the modules that have had entries.
    Map<ModuleId, Exposure> exposures(Collection<ModuleId> modules);

    /// Writes all of it in one transaction, if the lane is as it was and no mark exists.
    Write extend(ExtendLane.Growth growth);

    /// The lane's fragments in order, sealed ones that were not forgotten yet included, until they
    /// hold so many entries that are not sealed, or there are no more.
    List<Fragment> fragments(LaneState lane, int unsealed);

    /// Writes the lane's new end, where its block is, and the nodes, in one transaction, if the
    /// lane is as it was.
    Write seal(SealBlock.Sealed sealed);

    /// Removes a fragment whose entries are all sealed.
    void forget(Fragment fragment);

    /// The block that an entry of the lane is sealed in; empty if it still waits.
    Optional<SealedBlock> blockOf(Lane lane, long entry);

    /// The lane's blocks that begin at an entry or later, in order.
    List<SealedBlock> blocks(Lane lane, long entry, int limit);

    HeaderLog headerLog();

    /// Adds a header in one transaction, if the log is as it was.
    Write sign(HeaderLog before, SignedHeader header);

    Optional<SignedHeader> header(long number);

    /// The headers from a number on, in order.
    List<SignedHeader> headers(long from, int limit);

    /// The nodes of a lane's log of blocks.
    TreeNode.Source nodes(Lane lane);

    /// The nodes of the log of headers.
    TreeNode.Source headerNodes();

    /// A leaf of a log.
    ///
    /// @param number from 1
    record Leaf(long number, Bytes hash) {}

    /// The leaves of a lane's log, in order, read as they are asked for.
    Iterator<Leaf> leaves(Lane lane);

    /// The leaves of the log of headers, in order, read as they are asked for.
    Iterator<Leaf> headerLeaves();

    /// The nodes of a lane's log from a level on, in order, read as they are asked for.
    Iterator<TreeNode> level(Lane lane, int level);

    /// The nodes of the log of headers from a level on, in order, read as they are asked for.
    Iterator<TreeNode> headerLevel(int level);

    /// Puts aside what could not be taken in; the same again changes nothing.
    void quarantine(BadRecord record);

    List<BadRecord> quarantined();
}
