package dev.coinless.functions.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.LocalDynamo;
import dev.coinless.functions.testing.MemoryDynamo;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table in memory tells what DynamoDB Local tells, request by request, whatever the sequence.
class TableHonestyTest {

    /// Sequences in the suite; `./coinless prove table` does 100,000. Each has ten requests or so.
    private static final long SEQUENCES = Long.getLong("sequences", 500);

    private static final long FIRST = Long.getLong("seed", 1);

    /// Requests wait for one another mostly, so more of them at once than there are cores.
    private static final int AT_ONCE = 8;

    @Test
    void theSameRequestsHaveTheSameAnswersAsOnDynamoDbLocal() throws Exception {
        try (var local = LocalDynamo.start();
                var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var real = local.withEmptyTable("honesty");
            var memory = new MemoryDynamo();
            var tasks =
                    LongStream.range(FIRST, FIRST + SEQUENCES)
                            .<Callable<Void>>mapToObj(seed ->
                                    () -> {
                                        compare(seed, real, memory);
                                        return null;
                                    })
                            .toList();

            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private static void compare(long seed, DynamoDbClient real, DynamoDbClient memory) {
        var requests = RequestSequence.of(AwsMode.dice(seed), "s" + seed);
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            assertThat(request.answer(memory))
                    .as("seed %d, request %d: %s", seed, i + 1, request)
                    .isEqualTo(request.answer(real));
        }
    }
}
