package dev.coinless.functions.book;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.LaneHead;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.GrantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives out the Book page by page, in the order of an export: before each header the blocks that
/// it covers and no header before it does, with the receipts and grants that their entries rest on.
public final class ExportBook {

    /// Of one page; an answer of Lambda has at most 6 MB and this becomes a third longer in it.
    private static final int MAX_BYTES = 3_000_000;

    /// Headers looked at for one page.
    private static final int MAX_HEADERS = 500;

    private final BookStore store;
    private final ArchiveReader archive;
    private final Proofs proofs;

    public ExportBook(BookStore store, Archive archive, Proofs proofs) {
        this.store = store;
        this.archive = new ArchiveReader(archive);
        this.proofs = proofs;
    }

    /// Finds what entries rest on.
    public interface Proofs {

        /// The receipt as the module signed it.
        Optional<Bytes> receipt(ReceiptReference reference);

        /// The token of a grant.
        Optional<Bytes> grant(GrantId grant);
    }

    /// Where to go on: a header, and how many of the blocks before it were given already.
    public record Place(long header, int blocks) {

        public static final Place START = new Place(1, 0);
    }

    /// A receipt, and the grant for an entry by which an operator gains.
    public record Proof(Bytes receipt, Optional<Bytes> grant) {}

    /// One piece of the export.
    public sealed interface Piece {

        int size();

        /// A block.
        ///
        /// @param proofs of the entries that refer to a receipt, in their order
        record OfBlock(Bytes block, List<Proof> proofs) implements Piece {

            @Override
            public int size() {
                return block.length()
                        + proofs.stream()
                                .mapToInt(each ->
                                        each.receipt().length()
                                                + each.grant().map(Bytes::length).orElse(0))
                                .sum();
            }
        }

        record OfHeader(Bytes header) implements Piece {

            @Override
            public int size() {
                return header.length();
            }
        }
    }

    /// Some pieces.
    ///
    /// @param next where the next page begins
    /// @param complete whether these are the last for now; more come with the next header
    public record Page(List<Piece> pieces, Place next, boolean complete) {}

    /// Reads one page.
    public Page page(Place from) {
        var pieces = new ArrayList<Piece>();
        int bytes = 0;
        int skip = from.blocks();
        long number = from.header();
        for (; number < from.header() + MAX_HEADERS; number++) {
            var header = store.header(number);
            if (header.isEmpty()) {
                return new Page(pieces, new Place(number, 0), true);
            }
            var blocks = blocksOf(header.get());
            for (int i = skip; i < blocks.size(); i++) {
                if (bytes > MAX_BYTES) {
                    return new Page(pieces, new Place(number, i), false);
                }
                var piece = piece(archive.block(blocks.get(i).hash()));
                pieces.add(piece);
                bytes += piece.size();
            }
            skip = 0;
            pieces.add(new Piece.OfHeader(header.get().encoded()));
        }
        return new Page(pieces, new Place(number, 0), false);
    }

    /// The blocks that a header covers and the one before it does not, lane by lane.
    private List<SealedBlock> blocksOf(SignedHeader header) {
        var lanes = archive.lanes(header);
        var before =
                store.header(header.number() - 1)
                        .map(archive::lanes)
                        .orElse(new LaneHeads(List.of()));
        if (lanes.equals(before)) {
            return List.of();
        }
        var blocks = new ArrayList<SealedBlock>();
        for (var lane : lanes.lanes()) {
            var earlier = before.lanes().stream().filter(each -> isSame(each, lane)).findFirst();
            long count = lane.blocks() - earlier.map(LaneHead::blocks).orElse(0L);
            long first = earlier.map(LaneHead::entries).orElse(0L);
            if (count > 0) {
                blocks.addAll(store.blocks(lane.lane(), first, (int) count));
            }
        }
        return blocks;
    }

    private static boolean isSame(LaneHead one, LaneHead other) {
        return one.lane().equals(other.lane());
    }

    private Piece piece(Block block) {
        var found = new ArrayList<Proof>();
        for (var entry : block.entries()) {
            entry.receipt().ifPresent(reference -> found.add(proof(entry, reference)));
        }
        return new Piece.OfBlock(block.encoded(), found);
    }

    private Proof proof(BookEntry entry, ReceiptReference reference) {
        var receipt =
                proofs.receipt(reference)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "receipt %s is not stored".formatted(reference)));
        return new Proof(
                receipt,
                entry.operatorsGain() > 0
                        ? proofs.grant(new GrantId(entry.source()))
                        : Optional.empty());
    }
}
