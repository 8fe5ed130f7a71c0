package dev.coinless.functions.book;

import static dev.coinless.functions.book.BookSamples.A;
import static dev.coinless.functions.book.BookSamples.NOW;
import static dev.coinless.functions.book.BookSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.io.table.DynamoBook;
import dev.coinless.functions.io.table.DynamoKeys;
import dev.coinless.functions.io.table.Table;
import dev.coinless.functions.keys.KeyRing;
import dev.coinless.functions.keys.RotateKeys;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.MemoryArchive;
import dev.coinless.functions.testing.MemoryCustody;
import dev.coinless.functions.testing.MemoryDynamo;
import dev.coinless.model.book.Block;
import dev.coinless.model.book.BookEntry;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whoever dies before or after any write of appending, sealing and signing leaves a Book that the
/// next run completes: the same entries, in the same blocks, covered by a header.
class CutTest {

    private static final Environment TEST = new Environment("test");

    private final List<NewEntry> entries = new ArrayList<>();

    CutTest() {
        for (int i = 1; i <= 130; i++) {
            entries.add(entry(i % 7, 1 + i / 7));
        }
    }

    /// A table and an archive that outlive the functions that use them.
    private static final class World {

        final MemoryDynamo dynamo = new MemoryDynamo();
        final MemoryArchive archive = new MemoryArchive();
        final Table table = new Table(dynamo, "coinless");
        final DynamoBook store = new DynamoBook(table.sibling("book"));
        final KeyRing keys;

        World() {
            var dice = AwsMode.dice(4);
            var custody = new MemoryCustody(dice);
            var stored = new DynamoKeys(table);
            new RotateKeys(stored, custody, custody, new KeyGenerator(dice), TEST)
                    .rotate(Set.of(), NOW);
            keys = new KeyRing(stored, custody);
        }

        /// One life of each function: appends, seals, signs.
        void run(Cut cut, List<NewEntry> entries, Instant now) {
            var through = cut.through(BookStore.class, store);
            var to = cut.through(Archive.class, archive);
            var attempts = new Attempts(AwsMode.dice(5), _ -> {});
            var seal = new SealLanes(through, to, attempts);
            new AppendEntries(through, attempts)
                    .append(entries)
                    .full()
                    .forEach(lane -> seal.sealFull(lane, now));
            seal.sealAll(now);
            new PublishHeader(through, to, keys, TEST, attempts).publish(now);
        }

        List<BookEntry> sealed() throws Exception {
            var sealed = new ArrayList<BookEntry>();
            for (var place : store.blocks(A, 0, 1000)) {
                var stored = archive.find(Archive.Kind.BLOCK, place.hash()).orElseThrow();
                sealed.addAll(Block.decode(stored).entries());
            }
            return sealed;
        }
    }

    @Test
    void theNextRunCompletesWhatAnyCutLeaves() throws Exception {
        int cuts = 0;
        for (int write = 1; ; write++) {
            if (!runCutAt(write, false) || !runCutAt(write, true)) {
                break;
            }
            cuts = write;
        }
        // Four fragments, two blocks with their places and fragments, lanes and header.
        assertThat(cuts).isGreaterThanOrEqualTo(4 + 4 + 4 + 2);
    }

    /// @return whether there was such a write
    private boolean runCutAt(int write, boolean done) throws Exception {
        var world = new World();
        var cut = new Cut(write, done);
        try {
            world.run(cut, entries, NOW);
        } catch (Cut.Death _) {
            // The next life knows nothing of it.
        }
        world.run(new Cut(Integer.MAX_VALUE, false), entries, NOW.plusSeconds(60));

        assertThat(world.sealed())
                .as("cut %s write %d", done ? "after" : "before", write)
                .containsExactlyElementsOf(entries.stream().map(NewEntry::entry).toList());
        assertThat(world.store.lane(A).waiting()).isZero();
        assertThat(world.store.lane(A).tip().totals().of("customer/held", 978)).isEqualTo(130);
        var newest = world.store.header(world.store.headerLog().size()).orElseThrow();
        assertThat(newest.header().laneRoot())
                .isEqualTo(new LaneHeads(List.of(world.store.lane(A).tip().head())).root());
        return cut.happened();
    }
}
