package dev.coinless.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.ReceiptReference;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.samples.ExportSample;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExportVerifierTest {
    private static final int CHANGES = 150;
    private static final int FORGERIES = 100;

    private final Samples samples = new Samples(Seed.random());
    private final ExportSample.Exported export = ExportSample.genuine(samples, 3);

    @Test
    void aGenuineExportIsWhole() throws BrokenExport {
        var summary = Verdict.verify(export.root(), export.text());

        assertThat(summary.headers()).isEqualTo(3);
        assertThat(summary.accounts()).isEqualTo(3);
        assertThat(summary.entries()).isEqualTo(15);
        assertThat(summary.receipts()).isEqualTo(6);
        assertThat(summary.lanes()).isEqualTo(3);
    }

    @Test
    void anyByteChangedInTheFileIsFoundInItsLine() {
        for (int i = 0; i < CHANGES; i++) {
            var change = Alteration.ofFile(export.text(), samples.random());
            long line = 1 + lineFeeds(export.text().substring(0, change.offset()));

            assertThat(Verdict.of(export.root(), change.applyTo(export.text())))
                    .as("%s", change)
                    .startsWith(line + "|");
        }
    }

    @Test
    void aForgerWhoPutsTheChecksRightIsFoundToo() {
        for (int i = 0; i < FORGERIES; i++) {
            var change = Alteration.ofContent(export.text(), samples.random());

            assertThat(Verdict.of(export.root(), change.applyTo(export.text())))
                    .as("%s", change)
                    .contains("|");
        }
    }

    @Test
    void aLineLeftOutDoubledOrMovedIsFoundEvenWithTheChecksPutRight() {
        var lines = export.text().split("\n");
        for (int i = 0; i < lines.length; i++) {
            var without = new ArrayList<>(Arrays.asList(lines));
            var line = without.remove(i);
            assertThat(verdictOn(without)).as("without line %d: %s", i + 1, line).contains("|");
            var twice = new ArrayList<>(Arrays.asList(lines));
            twice.add(i, line);
            assertThat(verdictOn(twice)).as("twice line %d: %s", i + 1, line).contains("|");
        }
    }

    @Test
    void anExportThatIsCutOffIsNotWhole() {
        var text = export.text();
        for (int i = 0; i < 100; i++) {
            int length = samples.random().nextInt(text.length());

            assertThat(Verdict.of(export.root(), text.substring(0, length))).contains("|");
        }
    }

    @Test
    void anExportOfAnotherPlatformIsNotBelieved() {
        var other = new Thumbprint(samples.bytes(32));

        assertThatThrownBy(() -> Verdict.verify(other, export.text()))
                .hasMessage("line 2, root: it is not a root that is trusted");
    }

    /// The platform has all keys but the modules' and the holders', so what it forges itself has
    /// genuine headers: only what an entry rests on can show it.
    @Test
    void whatThePlatformItselfForgesIsFoundAtTheEntry() {
        assertThat(forged(is("CAPTURE"), entry -> with(entry, change(entry, 0, 1))))
                .contains("|entry 2 of block");
        assertThat(forged(is("CAPTURE"), entry -> with(entry, swap(entry, 10))))
                .contains("|grant of entry 2 of block");
        assertThat(forged(is("CAPTURE"), entry -> withReceipt(entry, Optional.empty())))
                .contains("|entry 2 of block");
        assertThat(forged(is("CREDIT"), entry -> with(entry, toAnother(entry))))
                .contains("|entry 1 of block platform/1");
        assertThat(forged(is("VOID").or(is("CAPTURE")), ExportVerifierTest::again))
                .contains("|entry 2 of block");
    }

    private static Predicate<BookEntry> is(String kind) {
        return entry -> entry.kind().name().equals(kind);
    }

    private String forged(Predicate<BookEntry> which, UnaryOperator<BookEntry> forgery) {
        var forged =
                ExportSample.with(
                        samples, entry -> which.test(entry) ? forgery.apply(entry) : entry);
        return Verdict.of(forged.root(), forged.text());
    }

    private static BookEntry with(BookEntry entry, List<BookPosting> postings) {
        return new BookEntry(
                entry.account(),
                entry.version(),
                entry.lane(),
                entry.kind(),
                entry.at(),
                entry.source(),
                postings,
                entry.receipt());
    }

    private static BookEntry withReceipt(BookEntry entry, Optional<ReceiptReference> receipt) {
        return new BookEntry(
                entry.account(),
                entry.version(),
                entry.lane(),
                entry.kind(),
                entry.at(),
                entry.source(),
                entry.postings(),
                receipt);
    }

    /// The version of the entry before.
    private static BookEntry again(BookEntry entry) {
        return new BookEntry(
                entry.account(),
                entry.version() - 1,
                entry.lane(),
                entry.kind(),
                entry.at(),
                entry.source(),
                entry.postings(),
                entry.receipt());
    }

    private static List<BookPosting> change(BookEntry entry, int index, long more) {
        var postings = new ArrayList<>(entry.postings());
        var old = postings.get(index);
        postings.set(
                index, new BookPosting(old.account(), old.minorUnits() + more, old.currency()));
        return postings;
    }

    /// The operator gets more and the customer less.
    private static List<BookPosting> swap(BookEntry entry, long more) {
        return change(with(entry, change(entry, 1, more)), 2, -more);
    }

    private static List<BookPosting> toAnother(BookEntry entry) {
        var postings = new ArrayList<>(entry.postings());
        var old = postings.get(1);
        postings.set(
                1,
                new BookPosting(
                        "customer/" + "x".repeat(43) + "/available",
                        old.minorUnits(),
                        old.currency()));
        return postings;
    }

    private String verdictOn(List<String> lines) {
        return Verdict.of(export.root(), rechained(lines));
    }

    static String rechained(List<String> lines) {
        var chain = LineChain.START;
        var out = new StringBuilder();
        for (var line : lines) {
            chain = chain.plus(LineChain.text(line));
            out.append("%s %s\n".formatted(LineChain.text(line), chain.check()));
        }
        return out.toString();
    }

    private static long lineFeeds(String text) {
        return text.chars().filter(each -> each == '\n').count();
    }

    @Test
    void versionsAreFollowedInAnyOrder() {
        var versions = new VersionSet();
        assertThat(versions.add(2)).isTrue();
        assertThat(versions.hasGap()).isTrue();
        assertThat(versions.missing()).isEqualTo(1);
        assertThat(versions.add(2)).isFalse();
        assertThat(versions.add(1)).isTrue();
        assertThat(versions.add(1)).isFalse();
        assertThat(versions.hasGap()).isFalse();
        assertThat(versions.missing()).isEqualTo(3);
    }
}
