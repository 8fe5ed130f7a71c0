package dev.coinless.functions.io.table;

import static dev.coinless.functions.book.BookSamples.A;
import static dev.coinless.functions.book.BookSamples.NOW;
import static dev.coinless.functions.book.BookSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.book.AppendEntries;
import dev.coinless.functions.book.BadRecord;
import dev.coinless.functions.book.NewEntry;
import dev.coinless.functions.book.SealLanes;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryArchive;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.book.Header;
import dev.coinless.model.book.MerkleFrontier;
import dev.coinless.model.book.SignedHeader;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.sign.Environment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What the Book's table must do, run by the table in memory and by DynamoDB.
abstract class BookContract {

    /// An empty table of the layout in template.yaml.
    abstract DynamoDbClient client();

    private DynamoBook book = new DynamoBook(new Table(DynamoClients.unused(), "none"));
    private final MemoryArchive archive = new MemoryArchive();
    private final Attempts attempts = new Attempts(AwsMode.dice(1), _ -> {});

    @BeforeEach
    void open() {
        book = new DynamoBook(new Table(client(), "coinless"));
    }

    private void append(NewEntry... entries) {
        new AppendEntries(book, attempts).append(List.of(entries));
    }

    private void seal() {
        new SealLanes(book, archive, attempts).sealAll(NOW);
    }

    @Test
    void whatIsAppendedIsFoundByItsNameAndOnce() {
        var one = entry(1, 1, 30);
        append(one, entry(2, 1));
        append(one, entry(1, 2, 20));

        assertThat(book.lane(A).appended()).isEqualTo(3);
        assertThat(book.lanes()).containsExactly(book.lane(A));
        assertThat(book.marks(List.of(one.id(), entry(9, 9).id())).keySet())
                .containsExactly(one.id());
        assertThat(book.allMarks())
                .extracting(mark -> mark.index())
                .containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(book.exposures(Set.of(Samples.M7, Samples.M8)))
                .hasSize(1)
                .hasEntrySatisfying(
                        Samples.M7, exposure -> assertThat(exposure.open()).isEqualTo(51));
    }

    @Test
    void anEntryIsFoundInItsBlock() {
        append(entry(1, 1), entry(1, 2));
        seal();
        append(entry(1, 3));
        seal();
        append(entry(1, 4));

        assertThat(book.blockOf(A, 0).orElseThrow().number()).isEqualTo(1);
        assertThat(book.blockOf(A, 1).orElseThrow().number()).isEqualTo(1);
        assertThat(book.blockOf(A, 2).orElseThrow().number()).isEqualTo(2);
        assertThat(book.blockOf(A, 3)).isEmpty();
        assertThat(book.blocks(A, 2, 5)).extracting(block -> block.first()).containsExactly(2L);
        assertThat(book.blocks(A, 0, 1)).hasSize(1);
        assertThat(book.nodes(A).hash(1, 0)).isEqualTo(book.lane(A).tip().log().root());
        assertThatThrownBy(() -> book.nodes(A).hash(7, 0)).hasMessageContaining("no node 7/0");
    }

    @Test
    void sealedFragmentsAreForgotten() {
        append(entry(1, 1));
        append(entry(1, 2));
        assertThat(book.fragments(book.lane(A), 100)).hasSize(2);
        assertThat(book.fragments(book.lane(A), 1)).hasSize(1);

        seal();

        assertThat(book.fragments(book.lane(A), 100)).isEmpty();
    }

    @Test
    void ofTwoWhoSignTheSameHeaderOneIsTold() {
        var log = book.headerLog();
        var first = header(1);
        var rival = header(2);

        assertThat(book.sign(log, first)).hasToString("WRITTEN");
        assertThat(book.sign(log, rival)).hasToString("CHANGED_MEANWHILE");

        assertThat(book.headerLog()).isEqualTo(log.plus(first));
        assertThat(book.header(1)).contains(first);
        assertThat(book.header(2)).isEmpty();
        assertThat(book.headerNodes().hash(0, 0)).isEqualTo(log.plus(first).hashes().root());
    }

    @Test
    void whatIsPutAsideTwiceIsThereOnce() {
        var bad = new BadRecord("event-1", "G#x", "attribute tok is missing", NOW);

        book.quarantine(bad);
        book.quarantine(bad);

        assertThat(book.quarantined()).containsExactly(bad);
    }

    private static SignedHeader header(long serial) {
        var key = new Samples(serial).generator().ed25519();
        return Header.next(MerkleFrontier.EMPTY, List.of(), NOW)
                .sign(new KeySerial(serial), key, new Environment("test"));
    }
}
