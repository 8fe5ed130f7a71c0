package dev.coinless.model.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.book.Block;
import dev.coinless.model.book.BlockHead;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.BookPosting;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.samples.ExportSample;
import dev.coinless.model.samples.Samples;
import dev.coinless.model.samples.Seed;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.sign.Ed25519PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FollowedBookTest {

    private final Samples samples = new Samples(Seed.random());
    private final ExportSample.Exported export = ExportSample.genuine(samples, 3);
    private final List<AccountState> accounts = new ArrayList<>();
    private final Map<Lane, LaneTip> tips = new HashMap<>();
    private FollowedBook book = trusting(export.root());

    private static FollowedBook trusting(Thumbprint root) {
        return new FollowedBook(Set.of(root), SignedSample.ENVIRONMENT);
    }

    @Test
    void aGenuineBookIsFollowedHeaderByHeader() throws Exception {
        follow(UnaryOperator.identity());

        var whole = Verdict.verify(export.root(), export.text());
        assertThat(book.summary()).isEqualTo(whole);
        assertThat(book.newest()).isEqualTo(whole.newest());
        assertThat(book.compare(accounts)).isEqualTo(3);
        for (var tip : tips.values()) {
            book.tip(tip);
        }
    }

    @Test
    void whatASignatureDoesNotCoverAnyMoreIsNamed() {
        assertThatThrownBy(() -> follow(line -> changed(line, "HEADER", 3)))
                .isInstanceOf(BrokenExport.class)
                .hasMessageContaining("header 1: its signature does not verify");
    }

    @Test
    void aReceiptOrGrantThatIsMissingOrChangedIsNamed() {
        assertThatThrownBy(() -> follow(line -> changed(line, "RECEIPT", 3)))
                .hasMessageContaining(": it is not the receipt that the entry refers to")
                .hasMessageContaining("receipt of entry ");
        anew();
        assertThatThrownBy(() -> follow(line -> changed(line, "GRANT", 3)))
                .hasMessageContaining("grant of entry ")
                .hasMessageContaining(": its signature does not verify");
        anew();
        assertThatThrownBy(() -> follow(line -> line.startsWith("GRANT ") ? "NO eA y" : line))
                .hasMessageContaining("grant of entry ")
                .hasMessageContaining(": it is missing");
    }

    @Test
    void keysThatNoTrustedRootHasCertifiedCountForNothing() {
        book = trusting(new Thumbprint(samples.bytes(32)));

        assertThatThrownBy(() -> follow(UnaryOperator.identity()))
                .hasMessageContaining("no trusted root has certified its key");
    }

    @Test
    void anotherHistoryAfterAHeaderThatWasSeenIsFound() throws Exception {
        follow(UnaryOperator.identity());
        var newest = book.newest().orElseThrow();

        assertThatThrownBy(() -> book.header(newest))
                .hasMessageContaining("header 4: it has not the next number");
    }

    @Test
    void aBalanceThatIsNotTheSumOfItsPostingsIsNamed() throws Exception {
        follow(UnaryOperator.identity());
        var state = accounts.getFirst();
        var posting = state.balances().getFirst();
        var richer = new BookPosting(posting.account(), posting.minorUnits() + 1, 978);

        assertThatThrownBy(() ->
                        book.compare(
                                List.of(
                                        new AccountState(
                                                state.account(),
                                                state.version(),
                                                List.of(richer)))))
                .hasMessageContaining(
                        "account %s: its balances are not the sums of its postings"
                                .formatted(state.account()));
    }

    @Test
    void anAccountThatHasMovedSinceIsLeftToTheNextTime() throws Exception {
        follow(UnaryOperator.identity());
        var state = accounts.getFirst();

        for (long version : new long[] {state.version() - 1, state.version() + 1}) {
            var moved = new AccountState(state.account(), version, List.of());
            assertThat(book.compare(List.of(moved))).isZero();
        }
    }

    @Test
    void aChangedEndOfALaneIsNamed() throws Exception {
        follow(UnaryOperator.identity());
        var tip = tips.get(new Lane("A"));
        var changed =
                new LaneTip(tip.lane(), tip.entries(), samples.bytes(32), tip.log(), tip.totals());

        assertThatThrownBy(() -> book.tip(changed))
                .hasMessageContaining("end of lane A: it is not that of the lane's blocks");
        assertThatThrownBy(() -> book.tip(LaneTip.start(tip.lane())))
                .hasMessageContaining("end of lane A");
    }

    private void anew() {
        book = trusting(export.root());
        tips.clear();
    }

    private static String changed(String line, String kind, int fromEnd) {
        if (!line.startsWith(kind + " ")) {
            return line;
        }
        var words = line.split(" ", -1);
        var bytes = Bytes.fromBase64Url(words[1]).toArray();
        bytes[bytes.length - fromEnd] ^= 1;
        return "%s %s %s".formatted(words[0], Bytes.of(bytes).base64Url(), words[2]);
    }

    /// Tells the book what stands in the export, of which each line may be changed.
    private void follow(UnaryOperator<String> change) throws Exception {
        Deque<String> lines = new ArrayDeque<>(export.lines().stream().map(change).toList());
        while (!lines.isEmpty()) {
            var content = content(lines);
            switch (lines.remove().split(" ", -1)[0]) {
                case "ROOT" -> book.root(new Ed25519PublicKey(content));
                case "KEYCERT" -> book.keyCert(content);
                case "MODULE" -> book.module(ModuleKey.decode(content));
                case "ACCOUNT" -> accounts.add(AccountState.decode(content));
                case "BLOCK" -> block(BlockHead.decode(content), lines);
                case "HEADER" -> book.header(SignedHeader.parse(content));
                default -> {}
            }
        }
    }

    private void block(BlockHead head, Deque<String> lines) throws Exception {
        var entries = new ArrayList<BookEntry>();
        Deque<EntryProof> proofs = new ArrayDeque<>();
        while (!lines.element().matches("(BLOCK|HEADER) .*\n?")) {
            var content = content(lines);
            switch (lines.remove().split(" ", -1)[0]) {
                case "ENTRY" -> entries.add(BookEntry.decode(content));
                case "RECEIPT" -> proofs.add(new EntryProof(content, Optional.empty()));
                case "GRANT" ->
                        proofs.add(
                                new EntryProof(
                                        proofs.removeLast().receipt(), Optional.of(content)));
                default -> {}
            }
        }
        var tip = tips.getOrDefault(head.lane(), LaneTip.start(head.lane()));
        Block block = tip.seal(entries, head.at());
        tips.put(head.lane(), tip.plus(block));
        book.block(block, _ -> proofs.remove());
    }

    private static Bytes content(Deque<String> lines) {
        return Bytes.fromBase64Url(lines.element().split(" ", -1)[1]);
    }
}
