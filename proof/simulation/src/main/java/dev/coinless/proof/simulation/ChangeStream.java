package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.MemoryDynamo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The table's changes on their way to the function that sweeps: in their order for one item, some
/// twice, and again as a whole if the function fails.
final class ChangeStream {

    private static final int BATCH = 10;

    private final SimulatedCloud cloud;
    private final RandomGenerator dice;
    private final List<Map<String, String>> waiting = new ArrayList<>();

    ChangeStream(SimulatedCloud cloud, RandomGenerator dice) {
        this.cloud = cloud;
        this.dice = dice;
    }

    void add(List<MemoryDynamo.Change> changes) {
        for (var change : changes) {
            if (change.table().equals(SimulatedCloud.BOOK)) {
                continue;
            }
            var key = change.key();
            waiting.add(
                    Map.of(
                            "pk", Objects.requireNonNull(key.get("pk")).s(),
                            "sk", Objects.requireNonNull(key.get("sk")).s()));
        }
    }

    /// Gives the next batch.
    void deliver(boolean isTwice) {
        if (waiting.isEmpty()) {
            return;
        }
        var batch = List.copyOf(waiting.subList(0, Math.min(BATCH, waiting.size())));
        boolean isDone = cloud.stream(batch);
        if (isTwice) {
            isDone = cloud.stream(batch);
        }
        if (isDone) {
            waiting.subList(0, batch.size()).clear();
        }
    }

    /// More than a day has gone by without the function: what waited is gone.
    void trim() {
        waiting.subList(0, dice.nextInt(waiting.size() + 1)).clear();
    }
}
