package dev.coinless.model.export;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// Verifies an export line by line, with nothing but the roots that its reader trusts: signatures,
/// trees, chains, sums, versions, balances, and that whatever an operator gained has its receipt.
///
/// What it keeps grows with accounts, lanes and captured grants (some 100 bytes each), not with
/// entries. For one thread; useless after it has found something broken.
public final class ExportVerifier {

    /// Characters of a line; whoever reads a file need not wait for the end of a longer one.
    public static final int MAX_LINE = LineChain.MAX_LINE;

    private final Preamble preamble;
    private final BookVerifier book;
    private LineChain chain = LineChain.START;
    private Part part = Part.PREAMBLE;

    /// Where in the file the reader is.
    private enum Part {
        PREAMBLE,
        BOOK,
        /// After the end.
        NOTHING
    }

    /// @param roots the thumbprints of the roots that the reader trusts
    public ExportVerifier(Set<Thumbprint> roots) {
        preamble = new Preamble(roots);
        book = new BookVerifier(preamble);
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
        if (part != Part.NOTHING) {
            throw new BrokenExport(chain.lines() + 1, place(), "the export ends here");
        }
        return book.summary(preamble.accounts());
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
                    part == Part.PREAMBLE && preamble.allows(kind);
            case END -> isInBook() && book.isBetweenBlocks();
            case BLOCK, HEADER, ENTRY, RECEIPT, GRANT -> isInBook() && book.expects(kind);
        };
    }

    private boolean isInBook() {
        return part == Part.BOOK || (part == Part.PREAMBLE && preamble.isBegun());
    }

    private String place() {
        return switch (part) {
            case PREAMBLE -> "preamble";
            case BOOK -> book.place();
            case NOTHING -> "after the end";
        };
    }

    private String place(LineKind kind) {
        return switch (kind) {
            case START -> "start";
            case ROOT -> "root";
            case KEYCERT -> "key certificate";
            case MODULE -> "module";
            case ACCOUNT -> "account";
            case END -> "end";
            case BLOCK, HEADER, ENTRY, RECEIPT, GRANT -> book.place(kind);
        };
    }

    private void read(LineKind kind, Bytes content, long line)
            throws Fault, Malformed, BrokenExport {
        switch (kind) {
            case START, ROOT, KEYCERT, MODULE, ACCOUNT -> preamble.take(kind, content, line);
            case END -> end(content, line);
            case BLOCK, HEADER, ENTRY, RECEIPT, GRANT -> {
                book.take(kind, content, line);
                part = Part.BOOK;
            }
        }
    }

    private void end(Bytes content, long line) throws Fault, Malformed, BrokenExport {
        var found = book.summary(preamble.accounts());
        var counts = Cbor.decode(content).items("end", 3);
        Fault.unless(
                counts.get(0).unsigned("lines", Long.MAX_VALUE) == line - 1
                        && counts.get(1).unsigned("headers", Long.MAX_VALUE) == found.headers()
                        && counts.get(2).unsigned("entries", Long.MAX_VALUE) == found.entries(),
                "it counts otherwise");
        Fault.unless(book.uncovered() == 0, "no header covers the last blocks");
        preamble.finish();
        part = Part.NOTHING;
    }
}
