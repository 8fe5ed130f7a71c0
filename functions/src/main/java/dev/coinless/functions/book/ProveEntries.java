package dev.coinless.functions.book;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.InclusionProof;
import dev.coinless.model.book.LaneHead;
import dev.coinless.model.book.SignedHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proves to the newest header that a hold's entries are in the Book.
public final class ProveEntries {

    private final BookStore store;
    private final ArchiveReader archive;

    public ProveEntries(BookStore store, Archive archive) {
        this.store = store;
        this.archive = new ArchiveReader(archive);
    }

    /// What can be proven by now.
    ///
    /// @param waiting entries that no header covers yet; a minute or two after they were made
    public record Proven(List<InclusionProof> proofs, int waiting) {}

    /// Proves all entries of a hold.
    public Proven of(Hold hold) {
        var ids =
                hold.entries().stream()
                        .map(entry -> new EntryId(hold.account(), entry.version()))
                        .toList();
        var newest = store.header(store.headerLog().size());
        if (newest.isEmpty()) {
            return new Proven(List.of(), ids.size());
        }
        var lanes = archive.lanes(newest.get());
        var marks = store.marks(ids);
        var proofs = new ArrayList<InclusionProof>();
        for (var id : ids) {
            Optional.ofNullable(marks.get(id))
                    .flatMap(mark -> prove(mark, lanes, newest.get()))
                    .ifPresent(proofs::add);
        }
        return new Proven(proofs, ids.size() - proofs.size());
    }

    private Optional<InclusionProof> prove(Mark mark, LaneHeads lanes, SignedHeader header) {
        var lane =
                lanes.lanes().stream().filter(each -> each.lane().equals(mark.lane())).findFirst();
        return lane.filter(each -> mark.index() < each.entries())
                .flatMap(each -> store.blockOf(mark.lane(), mark.index()))
                .map(place -> prove(mark, place, lane.orElseThrow(), lanes, header));
    }

    private InclusionProof prove(
            Mark mark, SealedBlock place, LaneHead lane, LaneHeads lanes, SignedHeader header) {
        var block = archive.block(place.hash());
        int position = (int) (mark.index() - place.first());
        int laneIndex = lanes.lanes().indexOf(lane);
        var nodes = store.nodes(lane.lane());
        return new InclusionProof(
                block.entries().get(position),
                position,
                block.tree().inclusion(position),
                block.head(),
                TreeNode.inclusion(nodes, place.number() - 1, lane.blocks()),
                lane,
                laneIndex,
                Header.laneTree(lanes.lanes()).inclusion(laneIndex),
                header);
    }
}
