package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.MemoryDynamo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The table's changes on their way to the function that keeps the Book: in their order for one
/// item, in no order between shards, some twice, and again from where the function failed.
///
/// What has no entries is left out: the function looks at its key and passes on.
final class BookStream {

    private static final int SHARDS = 3;
    private static final int BATCH = 10;

    private final SimulatedCloud cloud;
    private final Faults faults;
    private final RandomGenerator dice;
    private final List<List<MemoryDynamo.Change>> shards = new ArrayList<>();
    private boolean isTrimmed;

    BookStream(SimulatedCloud cloud, Faults faults, RandomGenerator dice) {
        this.cloud = cloud;
        this.faults = faults;
        this.dice = dice;
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new ArrayList<>());
        }
    }

    void add(List<MemoryDynamo.Change> changes) {
        for (var change : changes) {
            var item = Objects.requireNonNull(change.key().get("pk")).s();
            if (item.startsWith("G#") || item.startsWith("V#")) {
                shards.get(Math.floorMod(item.hashCode(), SHARDS)).add(change);
            }
        }
    }

    /// Gives a shard's next batch.
    void deliver(int choice, boolean isTwice) {
        var waiting = next(choice);
        if (waiting.isEmpty()) {
            return;
        }
        var batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        boolean isDone = cloud.append(batch);
        if (isTwice) {
            isDone = cloud.append(batch);
        }
        // Trimmed meanwhile, if something else was worked on.
        if (faults.mayForget(isDone) && waiting.containsAll(batch)) {
            waiting.subList(0, batch.size()).clear();
        }
    }

    /// The chosen shard, or the one after it that has something.
    private List<MemoryDynamo.Change> next(int choice) {
        for (int i = 0; i < SHARDS; i++) {
            var shard = shards.get((choice + i) % SHARDS);
            if (!shard.isEmpty()) {
                return shard;
            }
        }
        return shards.getFirst();
    }

    boolean isEmpty() {
        return shards.stream().allMatch(List::isEmpty);
    }

    /// More than a day has gone by without the function: what waited longest is gone.
    void trim(int choice) {
        var waiting = next(choice);
        int gone = dice.nextInt(waiting.size() + 1);
        waiting.subList(0, gone).clear();
        isTrimmed |= gone > 0;
    }

    /// Whether the stream has forgotten something that the function may not have seen.
    boolean isTrimmed() {
        return isTrimmed;
    }
}
