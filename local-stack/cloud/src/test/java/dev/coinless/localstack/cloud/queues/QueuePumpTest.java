package dev.coinless.localstack.cloud.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.faults.DeliveryFaults;
import dev.coinless.localstack.cloud.lambda.Invocable;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.template.EventSource;
import dev.coinless.localstack.cloud.template.QueueSpec;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class QueuePumpTest {

    private static final String ARN = "arn:aws:sqs:eu-central-1:000000000000:queue";
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LocalQueue queue =
            new LocalQueue(
                    new QueueSpec("queue", "queue", VISIBILITY, Duration.ZERO, Optional.empty()),
                    Optional.empty());
    private final List<SQSEvent> events = new ArrayList<>();
    private Function<SQSEvent, String> answer = _ -> "{}";

    private final Invocable function =
            new Invocable() {
                @Override
                public String name() {
                    return "fake";
                }

                @Override
                public InvocationResult invoke(Payload payload) {
                    var event =
                            LambdaEventSerializers.serializerFor(
                                            SQSEvent.class, QueuePumpTest.class.getClassLoader())
                                    .fromJson(new ByteArrayInputStream(payload.bytes()));
                    events.add(event);
                    return new InvocationResult.Answered(Payload.of(answer.apply(event)));
                }
            };

    @Test
    void messagesArriveAsARealQueueEventAndAreDeleted() {
        queue.send("body of a", now);

        pump(false).step();

        var message = events.getFirst().getRecords().getFirst();
        assertThat(message.getBody()).isEqualTo("body of a");
        assertThat(message.getEventSourceArn()).isEqualTo(ARN);
        assertThat(message.getAttributes()).containsEntry("ApproximateReceiveCount", "1");
        assertThat(message.getMd5OfBody()).isEqualTo("c4ccced46e66140b154950fdf23e305b");
        assertThat(queue.size()).isZero();
    }

    @Test
    void onlyTheReportedMessageComesAgain() {
        queue.send("a", now);
        queue.send("b", now);
        answer =
                event ->
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\""
                                + event.getRecords().get(1).getMessageId()
                                + "\"}]}";
        pump(false).step();
        answer = _ -> "{}";
        now = now.plus(VISIBILITY);

        pump(false).step();

        assertThat(events.get(1).getRecords())
                .extracting(SQSEvent.SQSMessage::getBody)
                .containsExactly("b");
        assertThat(queue.size()).isZero();
    }

    @Test
    void anUnknownIdentifierFailsTheWholeBatch() {
        queue.send("a", now);
        answer = _ -> "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}";

        pump(false).step();

        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void awsModeDeliversABatchTwice() {
        queue.send("a", now);

        pump(true).step();

        assertThat(events).hasSize(2);
        assertThat(queue.size()).isZero();
    }

    @Test
    void aHeldQueueDeliversNothingAndAReversedBatchTheYoungestFirst() {
        var faults = new DeliveryFaults(new AwsMode(false));
        var pump =
                new QueuePump(
                        queue, new EventSource.Queue(ARN, 10, true), function, faults, () -> now);
        queue.send("a", now);
        queue.send("b", now);
        faults.hold();
        assertThat(pump.step()).isFalse();

        faults.release();
        faults.reverse(1);
        pump.step();

        assertThat(events.getFirst().getRecords())
                .extracting(SQSEvent.SQSMessage::getBody)
                .containsExactly("b", "a");
    }

    @Test
    void anEmptyQueueInvokesNothing() {
        assertThat(pump(false).step()).isFalse();
        assertThat(events).isEmpty();
    }

    private QueuePump pump(boolean twice) {
        return new QueuePump(
                queue, new EventSource.Queue(ARN, 10, true), function, () -> twice, () -> now);
    }
}
