package dev.coinless.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.gate.Trust;
import dev.coinless.edge.journal.MemoryJournal;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.book.BookFork;
import dev.coinless.model.book.ConsistencyProof;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookWatchTest {
    private final Platform platform = new Platform(7);
    private final MemoryJournal journal = new MemoryJournal();
    private final List<String> log = new ArrayList<>();
    private final Trust trust = trust();
    private BookWatch watch = open();

    private final List<SignedHeader> book = history(0, 6);
    private final List<SignedHeader> fork = history(1_000_000, 6);

    @Test
    void theHighestHeaderIsKeptAndSurvivesARestart() throws Exception {
        assertThat(watch.take(proof(book, 0, 2), trust)).isEmpty();
        assertThat(watch.take(proof(book, 2, 6), trust)).isEmpty();
        assertThat(watch.take(proof(book, 0, 4), trust)).as("older").isEmpty();

        watch = open();

        assertThat(watch.number()).isEqualTo(6);
        assertThat(journal.header()).contains(book.getLast().encoded());
        assertThat(journal.count(RecordKind.HEADER)).isEqualTo(1);
        assertThat(log).isEmpty();
    }

    @Test
    void aForkIsRefusedWithAnAlarmAndTheOwnHeaderStays() throws Exception {
        watch.take(proof(book, 0, 3), trust);

        assertThat(watch.take(proof(fork, 3, 6), trust)).contains(Refusal.MISMATCH);
        assertThat(watch.fork()).contains(new BookFork(book.get(2), fork.get(5)));

        assertThat(watch.number()).isEqualTo(3);
        assertThat(journal.header()).contains(book.get(2).encoded());
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("ALARM the Book has forked: kept header 3 ")
                .contains(book.get(2).hash().first(8).hex(), fork.get(5).hash().first(8).hex());
    }

    @Test
    void aForkIsSeenInAHeaderOfTheSameNumber() throws Exception {
        watch.take(proof(book, 0, 3), trust);

        assertThat(watch.take(proof(fork, 0, 3), trust)).contains(Refusal.MISMATCH);

        assertThat(log).hasSize(1);
    }

    @Test
    void aHeaderWithoutProofFromHereIsNotTakenAndNoAlarm() throws Exception {
        watch.take(proof(book, 0, 3), trust);

        assertThat(watch.take(proof(book, 1, 6), trust)).contains(Refusal.NO_PROOF);

        assertThat(watch.number()).isEqualTo(3);
        assertThat(log).isEmpty();
    }

    @Test
    void whatThePlatformDidNotSignIsNoHeader() throws Exception {
        var stranger = platform.random.ed25519();
        var header = book.getFirst().header();

        assertThat(take(header.sign(Platform.SYNC, stranger, Platform.ENVIRONMENT)))
                .isEqualTo(Refusal.BAD_SIGNATURE);
        assertThat(take(header.sign(new KeySerial(99), platform.sync, Platform.ENVIRONMENT)))
                .isEqualTo(Refusal.UNKNOWN_ISSUER);
        assertThat(watch.number()).isZero();
    }

    private Refusal take(SignedHeader header) throws Exception {
        return watch.take(ConsistencyProof.of(0, List.of(), header).encoded(), trust).orElseThrow();
    }

    private static Bytes proof(List<SignedHeader> headers, int from, int to) {
        return ConsistencyProof.of(
                        from,
                        headers.stream().map(SignedHeader::hash).toList(),
                        headers.get(to - 1))
                .encoded();
    }

    private List<SignedHeader> history(long later, int count) {
        var headers = new ArrayList<SignedHeader>();
        var log = MerkleFrontier.EMPTY;
        for (int i = 0; i < count; i++) {
            var at = Instant.ofEpochSecond(1_800_000_000L + later + i);
            headers.add(
                    Header.next(log, List.of(), at)
                            .sign(Platform.SYNC, platform.sync, Platform.ENVIRONMENT));
            log = log.plus(headers.getLast().hash());
        }
        return headers;
    }

    private Trust trust() {
        try {
            return new Trust(platform.enrolled(Platform.M7), journal);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private BookWatch open() {
        try {
            return new BookWatch(journal, (_, line) -> log.add(line));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
