package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.coinless.functions.book.Archive;
import dev.coinless.functions.book.BadRecord;
import dev.coinless.functions.book.EntryId;
import dev.coinless.functions.book.LaneState;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.functions.testing.Samples;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.book.Lane;
import dev.coinless.model.id.ModuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// From the table's changes to blocks and headers.
class BookTest {

    private static final Lane A = new Lane("A");

    final MemoryDynamo dynamo = new MemoryDynamo();
    final BookCloud book = new BookCloud(dynamo, AwsMode.dice(1));

    @Test
    void aSaleIsInTheBookOfItsOperatorAndACreditInThePlatforms() throws Exception {
        book.buys(book.p, book.m7);

        assertThat(book.deliver(book.changes())).isZero();
        book.seal();

        assertThat(entries(A))
                .extracting(entry -> entry.kind().name())
                .containsExactly("HOLD", "CAPTURE");
        assertThat(entries(A).getLast().receipt()).isPresent();
        assertThat(entries(Lane.PLATFORM))
                .extracting(entry -> entry.kind().name())
                .containsExactly("CREDIT", "CREDIT");
        assertThat(totals(A)).isEqualTo(175);
    }

    @Test
    void whateverComesTwiceOrInAnotherOrderIsThereOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            book.buys(i % 3 == 0 ? book.q : book.p, i % 2 == 0 ? book.m7 : book.l3);
        }
        var changes = new ArrayList<>(book.changes());
        changes.addAll(List.copyOf(changes).subList(0, 60));
        Collections.shuffle(changes, new Random(3));

        for (int from = 0; from < changes.size(); from += 7) {
            book.deliver(changes.subList(from, Math.min(changes.size(), from + 7)));
        }
        book.seal();

        assertThat(entries(A)).hasSize(30).doesNotHaveDuplicates();
        assertThat(entries(new Lane("B"))).hasSize(30);
        assertThat(ids(A)).doesNotHaveDuplicates();
        assertThat(totals(A)).isEqualTo(15 * 175);
        assertThat(book.store.quarantined()).isEmpty();
    }

    @Test
    void aChangeThatCannotBeReadIsPutAsideAndTheOthersGoOn() {
        book.buys(book.p, book.m7);
        book.buys(book.p, book.m7);
        var changes = book.changes();
        var broken = firstHold(changes);
        broken.getDynamodb().getNewImage().remove("tok");

        assertThat(book.deliver(changes)).isZero();

        assertThat(book.store.quarantined())
                .singleElement()
                .extracting(BadRecord::reason)
                .isEqualTo("attribute tok is missing");
        // The changed hold brought its HOLD entry again, with its CAPTURE.
        assertThat(lane(A).appended()).isEqualTo(4);
    }

    @Test
    void anEntryThatWasEditedIsPutAside() {
        book.buys(book.p, book.m7);
        var changes = book.changes();
        book.deliver(changes);
        var edited = firstHold(changes);
        edited.getDynamodb().getNewImage().get("at").setN("1");

        book.deliver(List.of(edited));

        assertThat(book.store.quarantined())
                .singleElement()
                .extracting(BadRecord::reason)
                .asString()
                .endsWith("is in the Book with other content");
        assertThat(lane(A).appended()).isEqualTo(2);
    }

    @Test
    void anItemWithEntriesThatVanishesIsPutAside() {
        book.buys(book.p, book.m7);
        var removed = firstHold(book.changes());
        removed.getDynamodb().setNewImage(null);

        assertThat(book.deliver(List.of(removed))).isZero();

        assertThat(book.store.quarantined()).hasSize(1);
    }

    @Test
    void aBusyTableMakesTheStreamGiveTheBatchAgain() {
        book.buys(book.p, book.m7);
        var changes = book.changes();
        dynamo.become(new AwsMode(0, 100, 0, 0));

        assertThat(book.deliver(changes)).isEqualTo(1);

        dynamo.become(AwsMode.CALM);
        assertThat(book.deliver(changes)).isZero();
        assertThat(lane(A).appended()).isEqualTo(2);
        assertThat(book.store.quarantined()).isEmpty();
    }

    @Test
    void fullBlocksAreSealedAtOnceAndTheRestByTheMinute() throws Exception {
        for (int i = 0; i < 60; i++) {
            book.buys(book.p, book.m7);
            if (i % 20 == 19) {
                book.deliver(book.changes());
            }
        }

        assertThat(lane(A).tip().blocks()).isEqualTo(1);
        assertThat(lane(A).waiting()).isEqualTo(20);
        book.seal();

        assertThat(lane(A).tip().blocks()).isEqualTo(2);
        assertThat(entries(A)).hasSize(120);
        assertThat(dynamo.itemsOf("F#")).isEmpty();
    }

    @Test
    void eachMinuteHasOneHeaderThatCoversAllLanes() {
        book.buys(book.p, book.m7);
        book.deliver(book.changes());

        assertThat(book.seal()).containsEntry("blocks", 2).containsEntry("header", 1L);
        assertThat(book.seal()).containsEntry("blocks", 0).doesNotContainKey("header");
        book.cloud.clock.advance(Duration.ofMinutes(1));
        assertThat(book.seal()).containsEntry("header", 2L);

        var first = book.store.header(1).orElseThrow();
        var second = book.store.header(2).orElseThrow();
        assertThat(first.header().lanes()).isEqualTo(2);
        assertThat(second.header().laneRoot()).isEqualTo(first.header().laneRoot());
        assertThat(book.archive.find(Archive.Kind.LANES, first.header().laneRoot())).isPresent();
    }

    /// Beside the sale: a batch of one purchase, and one of twenty, each with its block and header.
    @Test
    void thePriceOfTheBookIsKnown() {
        book.deliver(book.changes());
        book.seal();

        assertThat(unitsOf(1)).isLessThanOrEqualTo(25);
        assertThat(unitsOf(20)).isLessThanOrEqualTo(20 * 7);
    }

    private int unitsOf(int purchases) {
        for (int i = 0; i < purchases; i++) {
            book.buys(book.p, book.m7);
        }
        book.cloud.clock.advance(Duration.ofMinutes(1));
        int before = dynamo.units();
        book.deliver(book.changes());
        book.seal();
        return dynamo.units() - before;
    }

    @Test
    void whatIsAtStakeAtAModuleIsKnown() {
        var m7 = ModuleId.fromHex("0a0b0c0d0e07");
        book.buys(book.p, book.m7);
        var holder = book.p.newHolder();
        book.cloud.grantOnCode(book.p, book.m7, 99, holder);

        book.deliver(book.changes());

        assertThat(book.store.exposures(Set.of(m7)).get(m7).open()).isEqualTo(500);
        assertThat(Samples.M7).isEqualTo(m7);
    }

    private static DynamodbStreamRecord firstHold(List<DynamodbStreamRecord> changes) {
        return changes.stream()
                .filter(each -> each.getDynamodb().getKeys().get("pk").getS().startsWith("G#"))
                .findFirst()
                .orElseThrow();
    }

    private LaneState lane(Lane lane) {
        return book.store.lane(lane);
    }

    private long totals(Lane lane) {
        return lane(lane).tip().totals().of("operator/%s/payable".formatted(lane), 978);
    }

    private List<EntryId> ids(Lane lane) throws Exception {
        return entries(lane).stream().map(EntryId::of).toList();
    }

    /// All sealed entries of a lane, read from the archive.
    private List<BookEntry> entries(Lane lane) throws Exception {
        var entries = new ArrayList<BookEntry>();
        for (var block : book.store.blocks(lane, 0, 1000)) {
            var stored = book.archive.find(Archive.Kind.BLOCK, block.hash()).orElseThrow();
            entries.addAll(Block.decode(stored).entries());
        }
        return entries;
    }
}
