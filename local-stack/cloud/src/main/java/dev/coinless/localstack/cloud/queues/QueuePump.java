package dev.coinless.localstack.cloud.queues;

import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.faults.Delivery;
import dev.coinless.localstack.cloud.lambda.BatchFailures;
import dev.coinless.localstack.cloud.lambda.Invocable;
import dev.coinless.localstack.cloud.template.EventSource;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.stream.Collectors;

/// Brings the messages of a queue to a function, as Lambda's event source mapping does.
///
/// What the function does not report as failed is deleted; the rest comes back after the visibility
/// timeout. In AWS mode a batch is sometimes delivered twice.
public final class QueuePump {

    private static final Logger LOG = System.getLogger(QueuePump.class.getName());

    private final LocalQueue queue;
    private final EventSource.Queue source;
    private final Invocable function;
    private final Delivery delivery;
    private final InstantSource clock;

    public QueuePump(
            LocalQueue queue,
            EventSource.Queue source,
            Invocable function,
            Delivery delivery,
            InstantSource clock) {
        this.queue = queue;
        this.source = source;
        this.function = function;
        this.delivery = delivery;
        this.clock = clock;
    }

    /// Delivers one batch, if there is one.
    public boolean step() {
        if (delivery.held()) {
            return false;
        }
        var messages = queue.receive(source.batchSize(), clock.instant());
        if (messages.isEmpty()) {
            return false;
        }
        if (messages.size() > 1 && delivery.reversed()) {
            messages = messages.reversed();
        }
        var event = Json.payload(QueueEvent.of(source.queueArn(), messages));
        var result = function.invoke(event);
        if (delivery.twice()) {
            result = function.invoke(event);
        }
        var ids = messages.stream().map(LocalQueue.Received::id).collect(Collectors.toSet());
        var failed = BatchFailures.of(result, source.reportsItemFailures(), ids).orElse(ids);
        if (!failed.isEmpty()) {
            LOG.log(
                    Logger.Level.WARNING,
                    "{0}: {1} of {2} messages failed in {3}",
                    queue.spec().name(),
                    failed.size(),
                    messages.size(),
                    function.name());
        }
        messages.stream().filter(it -> !failed.contains(it.id())).forEach(queue::delete);
        return true;
    }
}
