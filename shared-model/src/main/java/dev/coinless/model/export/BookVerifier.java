package dev.coinless.model.export;

import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.wire.Malformed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Verifies the Book, one object after the other, as blocks with all that belongs to them and
/// headers: the one verifier, of a file ([ExportVerifier]) and of a running deployment
/// ([FollowedBook]).
///
/// What it keeps grows with lanes and captured grants, not with entries.
final class BookVerifier {

    private final Premises premises;
    private final SaleCheck sales;
    private final TreeMap<Lane, LaneTip> lanes = new TreeMap<>();
    private final Set<Bytes> captured = new HashSet<>();
    private MerkleFrontier headers = MerkleFrontier.EMPTY;
    private Optional<SignedHeader> newest = Optional.empty();
    private Expected expected = new Expected.Book();
    private long blocks;
    private long uncovered;
    private long entries;
    private long receipts;

    /// What comes next.
    private sealed interface Expected {

        /// A block or a header.
        record Book() implements Expected {}

        record Entry(BlockCheck block) implements Expected {}

        record ReceiptOf(BlockCheck block, BookEntry entry) implements Expected {}

        record GrantOf(BlockCheck block, BookEntry entry, Receipt receipt) implements Expected {}
    }

    BookVerifier(Premises premises) {
        this.premises = premises;
        this.sales = new SaleCheck(premises);
    }

    /// Whether an object of this kind may come now.
    boolean expects(LineKind kind) {
        return switch (kind) {
            case BLOCK, HEADER -> expected instanceof Expected.Book;
            case ENTRY -> expected instanceof Expected.Entry;
            case RECEIPT -> expected instanceof Expected.ReceiptOf;
            case GRANT -> expected instanceof Expected.GrantOf;
            case START, ROOT, KEYCERT, MODULE, ACCOUNT, END -> false;
        };
    }

    /// Whether no block is open.
    boolean isBetweenBlocks() {
        return expected instanceof Expected.Book;
    }

    /// What is due.
    String place() {
        return switch (expected) {
            case Expected.Book() -> "what header %d covers".formatted(headers.size() + 1);
            case Expected.Entry(var block) ->
                    "entry %d of %s".formatted(block.next(), block.name());
            case Expected.ReceiptOf(var block, _) ->
                    "receipt of entry %d of %s".formatted(block.next() - 1, block.name());
            case Expected.GrantOf(var block, _, _) ->
                    "grant of entry %d of %s".formatted(block.next() - 1, block.name());
        };
    }

    /// Where an object of this kind stands.
    String place(LineKind kind) {
        return switch (kind) {
            case BLOCK -> "a block that header %d covers".formatted(headers.size() + 1);
            case HEADER -> "header %d".formatted(headers.size() + 1);
            case ENTRY, RECEIPT, GRANT -> place();
            case START, ROOT, KEYCERT, MODULE, ACCOUNT, END ->
                    throw new IllegalArgumentException(kind + " is not of the Book");
        };
    }

    /// Takes an object that may come now.
    ///
    /// @param line where a block begins
    void take(LineKind kind, Bytes content, long line) throws Fault, Malformed, BrokenExport {
        switch (kind) {
            case BLOCK -> block(content, line);
            case HEADER -> header(content);
            case ENTRY, RECEIPT, GRANT -> readOfBlock(content);
            case START, ROOT, KEYCERT, MODULE, ACCOUNT, END ->
                    throw new IllegalArgumentException(kind + " is not of the Book");
        }
    }

    /// What was found so far.
    ///
    /// @param accounts that were looked at
    ExportSummary summary(int accounts) {
        return new ExportSummary(
                headers.size(), blocks, entries, receipts, accounts, lanes.size(), newest);
    }

    /// Blocks since the newest header.
    long uncovered() {
        return uncovered;
    }

    Optional<LaneTip> lane(Lane lane) {
        return Optional.ofNullable(lanes.get(lane));
    }

    private void readOfBlock(Bytes content) throws Fault, Malformed, BrokenExport {
        switch (expected) {
            case Expected.Entry(var block) -> entry(block, content);
            case Expected.ReceiptOf(var block, var entry) -> {
                var receipt = sales.receipt(entry, content);
                receipts++;
                if (entry.operatorsGain() > 0) {
                    expected = new Expected.GrantOf(block, entry, receipt);
                } else {
                    proceed(block);
                }
            }
            case Expected.GrantOf(var block, var entry, var receipt) -> {
                sales.grant(entry, receipt, content);
                proceed(block);
            }
            case Expected.Book _ -> throw new IllegalStateException("no block is open");
        }
    }

    private void block(Bytes content, long line) throws Fault, Malformed {
        var head = BlockHead.decode(content);
        var tip = lanes.getOrDefault(head.lane(), LaneTip.start(head.lane()));
        expected = new Expected.Entry(new BlockCheck(line, head, tip));
        blocks++;
        uncovered++;
    }

    private void entry(BlockCheck block, Bytes content) throws Fault, Malformed, BrokenExport {
        var entry = BookEntry.decode(content);
        premises.account(entry.account()).take(entry);
        block.take(entry);
        Fault.unless(
                entry.operatorsGain() == 0 || captured.add(entry.source()),
                "its grant was captured before");
        entries++;
        if (entry.receipt().isPresent()) {
            expected = new Expected.ReceiptOf(block, entry);
        } else {
            proceed(block);
        }
    }

    /// To the next entry or, after the last, out of the block.
    private void proceed(BlockCheck block) throws BrokenExport {
        if (!block.isFull()) {
            expected = new Expected.Entry(block);
            return;
        }
        var tip = block.finish();
        lanes.put(tip.lane(), tip);
        expected = new Expected.Book();
    }

    private void header(Bytes content) throws Fault, Malformed {
        var signed = SignedHeader.parse(content);
        var key = premises.certified(KeyUsage.SYNC, signed.issuer());
        Fault.unless(
                signed.isSignedBy(key, premises.environment()), "its signature does not verify");
        var header = signed.header();
        Fault.unless(header.number() == headers.size() + 1, "it has not the next number");
        Fault.unless(
                header.earlierRoot().equals(headers.root()),
                "it does not stand on those before it");
        var heads = lanes.values().stream().map(LaneTip::head).toList();
        Fault.unless(
                header.lanes() == heads.size()
                        && header.laneRoot().equals(Header.laneTree(heads).root()),
                "the lanes are not as it says");
        headers = headers.plus(signed.hash());
        newest = Optional.of(signed);
        uncovered = 0;
    }
}
