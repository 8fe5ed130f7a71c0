package dev.coinless.functions.book;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.LaneHead;
import dev.coinless.model.book.ReceiptReference;
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

    private static final LaneHeads NO_LANES = new LaneHeads(List.of());

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
    /// @param broken what is stored otherwise than it was written, after these pieces
    public record Page(List<Piece> pieces, Place next, boolean complete, Optional<String> broken) {}

    /// Reads one page.
    public Page page(Place from) {
        var page = new Filling(from);
        try {
            page.fill();
        } catch (IllegalStateException e) {
            return page.end(true, Optional.of(page.what + ": " + e.getMessage()));
        }
        return page.end(page.complete, Optional.empty());
    }

    /// A page that is being filled.
    private final class Filling {

        private final List<Piece> pieces = new ArrayList<>();
        private long number;
        private int blocks;
        private int bytes;
        private boolean complete;
        private String what;

        Filling(Place from) {
            number = from.header();
            blocks = from.blocks();
            what = "header %d or a later one".formatted(number);
        }

        Page end(boolean last, Optional<String> broken) {
            return new Page(pieces, new Place(number, blocks), last, broken);
        }

        void fill() {
            var before = NO_LANES;
            var headers = store.headers(number, MAX_HEADERS);
            if (!headers.isEmpty()) {
                what = "header %d".formatted(number - 1);
                before = store.header(number - 1).map(archive::lanes).orElse(NO_LANES);
            }
            for (var header : headers) {
                what = "header %d".formatted(number);
                if (header.number() != number) {
                    throw new IllegalStateException("it is missing");
                }
                var lanes =
                        header.header().laneRoot().equals(before.root())
                                ? before
                                : archive.lanes(header);
                if (!take(blocksBetween(before, lanes))) {
                    return;
                }
                before = lanes;
                pieces.add(new Piece.OfHeader(header.encoded()));
                number++;
                blocks = 0;
            }
            complete = headers.size() < MAX_HEADERS;
            what = "header %d".formatted(number);
            if (headers.isEmpty()
                    && store.headerLog().size() >= number
                    && store.header(number).isEmpty()) {
                throw new IllegalStateException("it is missing");
            }
        }

        /// Adds blocks, those that earlier pages had left out; false if the page is full.
        private boolean take(List<SealedBlock> all) {
            for (; blocks < all.size(); blocks++) {
                if (bytes > MAX_BYTES) {
                    return false;
                }
                var sealed = all.get(blocks);
                what = "block %s/%d".formatted(sealed.lane(), sealed.number());
                var piece = piece(archive.block(sealed.hash()));
                pieces.add(piece);
                bytes += piece.size();
            }
            return true;
        }
    }

    /// The blocks that a header covers and the one before it does not, lane by lane.
    private List<SealedBlock> blocksBetween(LaneHeads before, LaneHeads lanes) {
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
