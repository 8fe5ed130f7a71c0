package dev.coinless.localstack.cloud.streams;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The records of a stream that a function has not seen yet, in shards. The changes of one item are
/// in one shard and keep their order; between shards there is none.
///
/// Written by one thread; the counts may be read by any.
final class Backlog {

    /// How long DynamoDB Streams keep a record (Developer Guide, "DynamoDB Streams").
    static final Duration KEPT = Duration.ofHours(24);

    /// As many as are read ahead; the stream itself keeps the rest.
    static final int MAX_RECORDS = 100_000;

    private final List<Deque<Waiting>> shards = new ArrayList<>();
    private final AtomicInteger trimmed = new AtomicInteger();
    private volatile int waiting;
    private long read;

    /// @param order of the reading, over all shards
    private record Waiting(JsonNode stored, Instant since, long order) {}

    Backlog(int shards) {
        for (int i = 0; i < shards; i++) {
            this.shards.add(new ArrayDeque<>());
        }
    }

    int waiting() {
        return waiting;
    }

    int trimmed() {
        return trimmed.get();
    }

    void add(List<JsonNode> records, Instant now) {
        for (var stored : records) {
            int shard = Math.floorMod(stored.path("dynamodb").path("Keys").hashCode(), shards());
            shards.get(shard).add(new Waiting(stored, now, read++));
        }
        count();
    }

    /// Forgets what is older than a stream keeps it.
    void trim(Instant now) {
        int before = waiting;
        for (var shard : shards) {
            while (!shard.isEmpty() && shard.peek().since().plus(KEPT).isBefore(now)) {
                shard.remove();
            }
        }
        count();
        trimmed.addAndGet(before - waiting);
    }

    /// The shard whose first record has waited longest, or another one with records if asked for;
    /// -1 if nothing waits.
    int next(boolean another) {
        int chosen = -1;
        long order = 0;
        for (int i = 0; i < shards(); i++) {
            var first = shards.get(i).peek();
            if (first != null && (chosen < 0 || first.order() < order != another)) {
                chosen = i;
                order = first.order();
            }
        }
        return chosen;
    }

    List<JsonNode> first(int shard, int max) {
        return shards.get(shard).stream().limit(max).map(Waiting::stored).toList();
    }

    void done(int shard, int count) {
        for (int i = 0; i < count; i++) {
            shards.get(shard).remove();
        }
        count();
    }

    private int shards() {
        return shards.size();
    }

    private void count() {
        waiting = shards.stream().mapToInt(Deque::size).sum();
    }
}
