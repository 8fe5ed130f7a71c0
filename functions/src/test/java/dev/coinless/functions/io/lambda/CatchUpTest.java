package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.functions.book.EntryId;
import dev.coinless.functions.book.Exposure;
import dev.coinless.functions.book.LaneState;
import dev.coinless.functions.book.Mark;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.book.Lane;
import dev.coinless.model.book.Totals;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the stream has forgotten, and how its lack shows.
class CatchUpTest {

    private static final ModuleId M7 = ModuleId.fromHex("0a0b0c0d0e07");

    final MemoryDynamo dynamo = new MemoryDynamo();
    final BookCloud book = new BookCloud(dynamo, AwsMode.dice(41));

    /// A whole history, of which the stream's reader has seen a part.
    private static void sell(BookCloud at) {
        for (int i = 0; i < 10; i++) {
            at.buys(i % 3 == 0 ? at.q : at.p, i % 2 == 0 ? at.m7 : at.l3);
            if (i == 3) {
                at.deliver(at.changes());
                at.seal();
            }
        }
        at.cloud.grantOnCode(at.q, at.m7, 777, at.q.newHolder());
    }

    private void sellAndForget() {
        sell(book);
        book.changes();
        book.cloud.clock.advance(Duration.ofHours(30));
        book.seal();
    }

    @Test
    void aCatchUpGivesTheSameEntriesTotalsAndExposureAsTheStream() {
        var streamed = new BookCloud(new MemoryDynamo(), AwsMode.dice(41));
        sell(streamed);
        streamed.deliver(streamed.changes());
        streamed.seal();
        sellAndForget();
        assertThat(content(book)).isNotEqualTo(content(streamed));

        var pages = book.wiring().catchUp();
        var next = Optional.<String>empty();
        do {
            var caught = pages.page(next, 7, book.cloud.clock.instant());
            assertThat(caught.bad()).isEmpty();
            next = caught.next();
        } while (next.isPresent());
        book.seal();

        assertThat(content(book)).isEqualTo(content(streamed));
        assertThat(totals(book)).isEqualTo(totals(streamed));
        assertThat(exposure(book).open()).isEqualTo(exposure(streamed).open()).isEqualTo(500);
        assertThat(catchUp(Map.of())).containsEntry("added", 0);
        assertThat(verify()).containsEntry("ok", true);
    }

    @Test
    void whatIsMissingShowsUntilTheCatchUp() {
        sellAndForget();

        var before = verify();
        catchUp(Map.of());
        var after = verify();

        assertThat(before).containsEntry("ok", false);
        assertThat(faults(before))
                .allSatisfy(fault ->
                        assertThat(fault).endsWith("is missing in the Book; run ledger catch-up"));
        assertThat(after).containsEntry("ok", true).containsEntry("faults", List.of());
    }

    @Test
    void aYoungEntryIsAwaitedAndNotMissed() {
        book.deliver(book.changes());
        book.buys(book.p, book.m7);
        book.seal();

        var found = verify();

        assertThat(found).containsEntry("ok", true);
        assertThat(found.get("book"))
                .isEqualTo(
                        Map.of(
                                "entries",
                                2L,
                                "waiting",
                                2L,
                                "headers",
                                1L,
                                "quarantined",
                                List.of()));
    }

    @Test
    void anEntryThatNoItemHasAndOneWithOtherContentAreNamed() {
        book.buys(book.p, book.m7);
        book.deliver(book.changes());
        var marks = dynamo.itemsOf("E#" + book.p.account()).toList();
        var forged = new HashMap<>(marks.getFirst());
        forged.put("hsh", AttributeValue.fromB(marks.getLast().get("hsh").b()));
        dynamo.force(forged);
        var invented = new HashMap<>(marks.getLast());
        invented.put("sk", AttributeValue.fromS("%015d".formatted(99)));
        invented.put("idx", AttributeValue.fromN("77"));
        dynamo.putItem(put -> put.tableName("book").item(invented));

        assertThat(faults(verify()))
                .containsExactly(
                        "lane platform: the waiting entry 0 is not the one that was appended",
                        "account %s version 1: is in the Book with other content"
                                .formatted(book.p.account()),
                        "account %s version 99: is in the Book, but no item has it"
                                .formatted(book.p.account()));
    }

    @Test
    void anItemThatCannotBeReadIsPutAsideAndTheOthersAreTakenIn() {
        book.buys(book.p, book.m7);
        book.buys(book.p, book.m7);
        var broken = new HashMap<>(dynamo.itemsOf("G#").findFirst().orElseThrow());
        broken.remove("tok");
        dynamo.force(broken);

        var caught = catchUp(Map.of());

        assertThat(caught.get("bad")).asString().endsWith("attribute tok is missing]");
        assertThat(caught).containsEntry("added", 4);
        assertThat(book.store.quarantined()).hasSize(1);
    }

    @Test
    void aPlaceToGoOnThatIsNoneIsNamed() {
        assertThatThrownBy(() -> catchUp(Map.of("from", "x")))
                .isInstanceOf(AdminRefusal.class)
                .hasMessageContaining("from");
    }

    private Map<String, Object> catchUp(Map<String, Object> input) {
        return new CatchUpBookHandler(book.wiring()).handleRequest(input, null);
    }

    private Map<String, Object> verify() {
        return new VerifyLedgerHandler(book.wiring()).handleRequest(Map.of(), null);
    }

    @SuppressWarnings("unchecked")
    private static List<String> faults(Map<String, Object> found) {
        return (List<String>) found.get("faults");
    }

    /// The set of entries, wherever they stand.
    private static Map<EntryId, Bytes> content(BookCloud cloud) {
        var content = new HashMap<EntryId, Bytes>();
        for (Mark mark : cloud.store.allMarks()) {
            content.put(mark.id(), mark.hash());
        }
        return content;
    }

    private static Map<Lane, Totals> totals(BookCloud cloud) {
        var totals = new TreeMap<Lane, Totals>();
        for (LaneState lane : cloud.store.lanes()) {
            totals.put(lane.lane(), lane.tip().totals());
        }
        return totals;
    }

    private static Exposure exposure(BookCloud cloud) {
        return Optional.ofNullable(cloud.store.exposures(Set.of(M7)).get(M7)).orElseThrow();
    }
}
