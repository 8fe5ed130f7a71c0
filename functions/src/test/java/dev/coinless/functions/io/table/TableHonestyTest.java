package dev.coinless.functions.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.LocalDynamo;
import dev.coinless.functions.testing.MemoryDynamo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table in memory tells what DynamoDB Local tells, request by request, whatever the sequence.
///
/// A sequence is its seed and has partitions of its own, so it does the same whatever runs beside
/// it.
class TableHonestyTest {

    /// Sequences in the suite; `./coinless prove table` does 100,000. Each has ten requests or so.
    private static final long SEQUENCES = Long.getLong("sequences", 500);

    private static final long FIRST = Long.getLong("seed", 1);

    /// Where a long run keeps the seed it goes on with; a run without it is a short one.
    private static final Optional<Path> PROGRESS =
            Optional.ofNullable(System.getProperty("progress")).map(Path::of);

    /// Requests wait for one another mostly, so more of them at once than there are cores.
    private static final int AT_ONCE = 8;

    /// Sequences on one table; it does not get slower by what earlier ones left.
    private static final long ON_ONE_TABLE = 500;

    @Test
    void theSameRequestsHaveTheSameAnswersAsOnDynamoDbLocal() throws Exception {
        long end = FIRST + SEQUENCES;
        long first = next();
        if (first >= end) {
            System.out.printf("%,d sequences agreed before; delete %s%n", first - 1, PROGRESS);
            return;
        }
        try (var local = PROGRESS.isPresent() ? LocalDynamo.startForLong() : LocalDynamo.start();
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            long start = System.nanoTime();
            for (long from = first; from < end; from += ON_ONE_TABLE) {
                long to = Math.min(end, from + ON_ONE_TABLE);
                compare(from, to, local.withEmptyTable("honesty"), threads);
                report(to, to - first, Duration.ofNanos(System.nanoTime() - start));
            }
        }
    }

    private static void compare(long from, long to, DynamoDbClient real, ExecutorService threads)
            throws Exception {
        var tasks =
                LongStream.range(from, to)
                        .<Callable<Void>>mapToObj(seed ->
                                () -> {
                                    compare(seed, real);
                                    return null;
                                })
                        .toList();
        for (var done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    private static void compare(long seed, DynamoDbClient real) {
        var memory = new MemoryDynamo();
        var requests = RequestSequence.of(AwsMode.dice(seed), "s" + seed);
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            assertThat(request.answer(memory))
                    .as("seed %d, request %d: %s", seed, i + 1, request)
                    .isEqualTo(request.answer(real));
        }
    }

    private static long next() throws IOException {
        return PROGRESS.isPresent() && Files.exists(PROGRESS.get())
                ? Long.parseLong(Files.readString(PROGRESS.get()).strip())
                : FIRST;
    }

    private static void report(long next, long done, Duration time) throws IOException {
        if (PROGRESS.isPresent()) {
            Files.writeString(PROGRESS.get(), next + "\n");
            double rate = done * 1e3 / Math.max(1, time.toMillis());
            System.out.printf("%,d sequences agree, %.0f a second%n", next - 1, rate);
        }
    }
}
