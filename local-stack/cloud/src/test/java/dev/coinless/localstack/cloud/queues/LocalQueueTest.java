package dev.coinless.localstack.cloud.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.localstack.cloud.template.QueueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LocalQueueTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final LocalQueue deadLetters = new LocalQueue(spec("dead", 0), Optional.empty());
    private final LocalQueue queue = new LocalQueue(spec("queue", 2), Optional.of(deadLetters));

    @Test
    void aReceivedMessageIsInvisibleUntilItsTimeoutAndThenComesAgain() {
        queue.send("a", NOW);

        assertThat(queue.receive(10, NOW)).hasSize(1);
        assertThat(queue.receive(10, NOW.plus(VISIBILITY).minusMillis(1))).isEmpty();
        var again = queue.receive(10, NOW.plus(VISIBILITY));

        assertThat(again).extracting(LocalQueue.Received::receiveCount).containsExactly(2);
        assertThat(again.getFirst().first()).isEqualTo(NOW);
    }

    @Test
    void aDeletedMessageDoesNotComeAgain() {
        queue.send("a", NOW);

        queue.delete(queue.receive(10, NOW).getFirst());

        assertThat(queue.size()).isZero();
    }

    @Test
    void aHandleOfAnEarlierReceiveDeletesNothing() {
        queue.send("a", NOW);
        var first = queue.receive(10, NOW).getFirst();
        queue.receive(10, NOW.plus(VISIBILITY));

        queue.delete(first);

        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void receivesAtMostAsManyAsAskedForOldestFirst() {
        queue.send("a", NOW);
        queue.send("b", NOW);
        queue.send("c", NOW);

        assertThat(queue.receive(2, NOW))
                .extracting(LocalQueue.Received::body)
                .containsExactly("a", "b");
    }

    @Test
    void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() {
        queue.send("a", NOW);
        queue.receive(10, NOW);
        queue.receive(10, NOW.plus(VISIBILITY));

        var third = queue.receive(10, NOW.plus(VISIBILITY.multipliedBy(2)));

        assertThat(third).isEmpty();
        assertThat(queue.size()).isZero();
        assertThat(deadLetters.receive(10, NOW.plus(VISIBILITY.multipliedBy(2))))
                .extracting(LocalQueue.Received::body)
                .containsExactly("a");
    }

    private static QueueSpec spec(String name, int maxReceives) {
        return new QueueSpec(
                name,
                name,
                VISIBILITY,
                Duration.ZERO,
                maxReceives == 0
                        ? Optional.empty()
                        : Optional.of(new QueueSpec.Redrive("dead", maxReceives)));
    }
}
