package dev.coinless.functions.io.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.book.Archive;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.bytes.Bytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Whatever of the Book is changed where it is stored is named by the verification or by the
/// reading for it.
class BookTamperingTest {

    final MemoryDynamo dynamo = new MemoryDynamo();
    final BookCloud book = new BookCloud(dynamo, AwsMode.dice(51));

    /// Three headers with sales, and a sale that waits.
    @BeforeEach
    void sell() {
        for (int i = 0; i < 3; i++) {
            book.buys(book.p, book.m7);
            book.buys(book.q, book.l3);
            book.deliver(book.changes());
            book.seal();
            book.cloud.clock.advance(Duration.ofMinutes(1));
        }
        book.buys(book.p, book.m7);
        book.deliver(book.changes());
    }

    @Test
    void nothingIsWrongWithWhatNobodyChanged() {
        assertThat(faults()).isEmpty();
        assertThat(read(Map.of("part", "book"))).doesNotContainKey("broken");
    }

    @Test
    void aWaitingEntryThatWasChangedIsNamed() {
        change("F#A", item -> flip(item, "ent", 3));

        assertThat(faults())
                .containsExactly("lane A: the waiting entry 7 is not the one that was appended");
    }

    @Test
    void whatCannotBeReadAnyMoreIsNamed() {
        change("F#A", item -> item.put("ent", AttributeValue.fromB(SdkBytes.fromUtf8String("x"))));

        assertThat(faults()).containsExactly("the Book: the stored fragment is not readable");
    }

    @Test
    void waitingEntriesThatAreGoneAreNamed() {
        var fragment = item("F#A", 0);
        dynamo.deleteItem(delete ->
                delete.tableName("book")
                        .key(Map.of("pk", fragment.get("pk"), "sk", fragment.get("sk"))));

        assertThat(faults()).containsExactly("lane A: the waiting entry 6 is not there");
    }

    @Test
    void theEndOfALaneThatWasChangedIsNamed() {
        change(
                "LANES",
                item -> {
                    var tip = item.get("tip").b().asByteArray();
                    // Within the hash of the newest block, which comes after name and count.
                    tip[10] ^= 1;
                    item.put("tip", AttributeValue.fromB(SdkBytes.fromByteArray(tip)));
                });

        assertThat(faults()).containsExactly("lane A: the end is not that of its tree");
    }

    @Test
    void aNodeThatProofsAreMadeOfIsNamed() {
        change("N#A", item -> flip(item, "hsh", 1));
        change("N##", item -> flip(item, "hsh", 1));

        assertThat(faults())
                .containsExactly(
                        "lane A: the node 0/0 is not that of its tree",
                        "the headers: the node 0/0 is not that of its tree");
    }

    @Test
    void anInnerNodeIsNamedToo() {
        change("N#A", 3, item -> flip(item, "hsh", 1));

        assertThat(faults()).containsExactly("lane A: the node 1/0 is not that of its tree");
    }

    @Test
    void aHeaderThatIsMissingIsNamedByBoth() {
        var header = item("H", 1);
        dynamo.deleteItem(delete ->
                delete.tableName("book")
                        .key(Map.of("pk", header.get("pk"), "sk", header.get("sk"))));

        assertThat(faults()).containsExactly("the headers: number 2 is missing");
        assertThat(read(Map.of("part", "book"))).containsEntry("broken", "header 2: it is missing");
        assertThat(read(Map.of("part", "book", "from", "2:0")))
                .containsEntry("broken", "header 2: it is missing");
    }

    @Test
    void theNewestHeaderThatIsMissingIsNamed() {
        var header = item("H", 2);
        dynamo.deleteItem(delete ->
                delete.tableName("book")
                        .key(Map.of("pk", header.get("pk"), "sk", header.get("sk"))));

        assertThat(read(Map.of("part", "book", "from", "3:0")))
                .containsEntry("broken", "header 3: it is missing");
    }

    @Test
    void aBlockInTheArchiveThatIsMissingChangedOrAnotherIsNamedAfterAllBeforeIt() {
        var second = book.store.blocks(book.store.lanes().getFirst().lane(), 2, 1).getFirst();
        var first = book.store.blocks(second.lane(), 0, 1).getFirst();
        var changed = book.archive.find(Archive.Kind.BLOCK, second.hash()).orElseThrow().toArray();
        changed[changed.length - 3] ^= 1;

        for (var content :
                List.of(
                        Optional.<Bytes>empty(),
                        Optional.of(Bytes.of(changed)),
                        book.archive.find(Archive.Kind.BLOCK, first.hash()))) {
            var page = read(through(Archive.Kind.BLOCK, second.hash(), content));

            assertThat(page.get("broken")).asString().startsWith("block A/2: the archive");
            assertThat(page.get("pieces")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(4);
        }
    }

    @Test
    void lanesInTheArchiveThatAreOthersAreNamed() {
        var root = book.store.header(3).orElseThrow().header().laneRoot();
        var other =
                book.archive.find(
                        Archive.Kind.LANES, book.store.header(2).orElseThrow().header().laneRoot());

        assertThat(read(through(Archive.Kind.LANES, root, other)).get("broken"))
                .asString()
                .startsWith("header 3: the archive's LANES ");
    }

    /// The archive, but for one object.
    private Archive through(Archive.Kind kind, Bytes hash, Optional<Bytes> content) {
        var genuine = book.archive;
        return new Archive() {

            @Override
            public void keep(Kind kept, Bytes name, Bytes what) {
                genuine.keep(kept, name, what);
            }

            @Override
            public Optional<Bytes> find(Kind wanted, Bytes name) {
                return wanted == kind && name.equals(hash) ? content : genuine.find(wanted, name);
            }
        };
    }

    private Map<String, Object> read(Archive archive) {
        return new ExportBookHandler(book.wiring(book.store, archive))
                .handleRequest(Map.of("part", "book"), null);
    }

    private Map<String, Object> read(Map<String, Object> input) {
        return new ExportBookHandler(book.wiring()).handleRequest(input, null);
    }

    @SuppressWarnings("unchecked")
    private List<String> faults() {
        var found = new VerifyLedgerHandler(book.wiring()).handleRequest(Map.of(), null);
        return (List<String>) found.getOrDefault("faults", List.of());
    }

    private interface Change {
        void of(Map<String, AttributeValue> item);
    }

    private void change(String partition, Change change) {
        change(partition, 0, change);
    }

    private void change(String partition, int index, Change change) {
        var item = new HashMap<>(item(partition, index));
        change.of(item);
        dynamo.force(item);
    }

    private Map<String, AttributeValue> item(String partition, int index) {
        return dynamo.itemsOf(partition)
                .filter(item -> item.get("pk").s().equals(partition))
                .toList()
                .get(index);
    }

    private static void flip(Map<String, AttributeValue> item, String attribute, int fromEnd) {
        var bytes = item.get(attribute).b().asByteArray();
        bytes[bytes.length - fromEnd] ^= 1;
        item.put(attribute, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
    }
}
