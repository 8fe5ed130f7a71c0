package dev.coinless.model.export;

import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.keys.KeyUsage;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Malformed;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Verifies an export line by line, with nothing but the roots that its reader trusts: signatures,
/// trees, chains, sums, versions, balances, and that whatever an operator gained has its receipt.
///
/// What it keeps grows with accounts, lanes and captured grants (some 100 bytes each), not with
/// entries. For one thread; useless after it has found something broken.
public final class ExportVerifier {

    /// Characters of a line; whoever reads a file need not wait for the end of a longer one.
    public static final int MAX_LINE = LineChain.MAX_LINE;

    private final Preamble preamble;
    private final SaleCheck sales;
    private final TreeMap<Lane, LaneTip> lanes = new TreeMap<>();
    private final Set<Bytes> captured = new HashSet<>();
    private LineChain chain = LineChain.START;
    private MerkleFrontier headers = MerkleFrontier.EMPTY;
    private Optional<SignedHeader> newest = Optional.empty();
    private Expected expected = new Expected.Preamble();
    private long blocks;
    private long uncovered;
    private long entries;
    private long receipts;

    /// What comes next.
    private sealed interface Expected {

        record Preamble() implements Expected {}

        /// A block or a header, or the end.
        record Book() implements Expected {}

        record Entry(BlockCheck block) implements Expected {}

        record ReceiptOf(BlockCheck block, BookEntry entry) implements Expected {}

        record GrantOf(BlockCheck block, BookEntry entry, Receipt receipt) implements Expected {}

        record Nothing() implements Expected {}
    }

    /// @param roots the thumbprints of the roots that the reader trusts
    public ExportVerifier(Set<Thumbprint> roots) {
        preamble = new Preamble(roots);
        sales = new SaleCheck(preamble);
    }

    /// Takes the next line.
    ///
    /// @param line without its line feed
    public void take(String line) throws BrokenExport {
        long number = chain.lines() + 1;
        var place = place();
        try {
            Fault.unless(LineChain.isLine(line), "it is not a line of an export");
            chain = chain.plus(LineChain.text(line));
            Fault.unless(
                    chain.check().equals(LineChain.check(line)),
                    "its check does not match it and what is before it");
            var words = line.split(" ", -1);
            var kind = LineKind.of(words[0]).filter(this::isExpected);
            Fault.unless(kind.isPresent(), "a line of this kind cannot come here");
            place = place(kind.get());
            read(kind.get(), content(words[1]), number);
        } catch (Malformed e) {
            throw new BrokenExport(number, place, "it is not well-formed");
        } catch (Fault e) {
            throw new BrokenExport(number, place, e.reason());
        } catch (ArithmeticException e) {
            throw new BrokenExport(number, place, "its sums are too large");
        }
    }

    /// What the export holds, if it is complete.
    public ExportSummary finish() throws BrokenExport {
        if (!(expected instanceof Expected.Nothing)) {
            throw new BrokenExport(chain.lines() + 1, place(), "the export ends here");
        }
        return new ExportSummary(
                headers.size(),
                blocks,
                entries,
                receipts,
                preamble.accounts(),
                lanes.size(),
                newest);
    }

    private static Bytes content(String text) throws Malformed {
        try {
            return Bytes.fromBase64Url(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("base64url", e);
        }
    }

    private boolean isExpected(LineKind kind) {
        return switch (kind) {
            case START, ROOT, KEYCERT, MODULE, ACCOUNT ->
                    expected instanceof Expected.Preamble && preamble.allows(kind);
            case BLOCK, HEADER, END ->
                    expected instanceof Expected.Book
                            || (expected instanceof Expected.Preamble && preamble.isBegun());
            case ENTRY -> expected instanceof Expected.Entry;
            case RECEIPT -> expected instanceof Expected.ReceiptOf;
            case GRANT -> expected instanceof Expected.GrantOf;
        };
    }

    private String place() {
        return switch (expected) {
            case Expected.Preamble() -> "preamble";
            case Expected.Book() -> "what header %d covers".formatted(headers.size() + 1);
            case Expected.Entry(var block) ->
                    "entry %d of %s".formatted(block.next(), block.name());
            case Expected.ReceiptOf(var block, _) ->
                    "receipt of entry %d of %s".formatted(block.next() - 1, block.name());
            case Expected.GrantOf(var block, _, _) ->
                    "grant of entry %d of %s".formatted(block.next() - 1, block.name());
            case Expected.Nothing() -> "after the end";
        };
    }

    private String place(LineKind kind) {
        return switch (kind) {
            case START -> "start";
            case ROOT -> "root";
            case KEYCERT -> "key certificate";
            case MODULE -> "module";
            case ACCOUNT -> "account";
            case BLOCK -> "a block that header %d covers".formatted(headers.size() + 1);
            case HEADER -> "header %d".formatted(headers.size() + 1);
            case END -> "end";
            case ENTRY, RECEIPT, GRANT -> place();
        };
    }

    private void read(LineKind kind, Bytes content, long line)
            throws Fault, Malformed, BrokenExport {
        switch (kind) {
            case START, ROOT, KEYCERT, MODULE, ACCOUNT -> preamble.take(kind, content, line);
            case BLOCK -> block(content, line);
            case HEADER -> header(content);
            case END -> end(content, line);
            case ENTRY, RECEIPT, GRANT -> readOfBlock(content);
        }
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
            case Expected.Preamble _, Expected.Book _, Expected.Nothing _ ->
                    throw new IllegalStateException("no block is open");
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
        preamble.account(entry.account()).take(entry);
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
        var key = preamble.certified(KeyUsage.SYNC, signed.issuer());
        Fault.unless(
                signed.isSignedBy(key, preamble.environment()), "its signature does not verify");
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
        expected = new Expected.Book();
    }

    private void end(Bytes content, long line) throws Fault, Malformed, BrokenExport {
        var counts = Cbor.decode(content).items("end", 3);
        Fault.unless(
                counts.get(0).unsigned("lines", Long.MAX_VALUE) == line - 1
                        && counts.get(1).unsigned("headers", Long.MAX_VALUE) == headers.size()
                        && counts.get(2).unsigned("entries", Long.MAX_VALUE) == entries,
                "it counts otherwise");
        Fault.unless(uncovered == 0, "no header covers the last blocks");
        preamble.finish();
        expected = new Expected.Nothing();
    }
}
