package dev.coinless.localstack.cloud.streams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.faults.Delivery;
import dev.coinless.localstack.cloud.lambda.BatchFailures;
import dev.coinless.localstack.cloud.lambda.Invocable;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.tables.TableEndpoint;
import dev.coinless.localstack.cloud.template.EventSource;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings the changes of a table to a function in order, at least once, as Lambda's event source
/// mapping does: a batch that fails comes again, from the first failed record on, before anything
/// newer.
public final class StreamPump {

    private static final Logger LOG = System.getLogger(StreamPump.class.getName());

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final EventSource.TableStream source;
    private final Invocable function;
    private final Delivery delivery;
    private final TableStream stream;
    private List<JsonNode> pending = List.of();
    private int retries;

    public StreamPump(
            TableEndpoint endpoint,
            EventSource.TableStream source,
            Invocable function,
            Delivery delivery) {
        this.source = source;
        this.function = function;
        this.delivery = delivery;
        this.stream = TableStream.open(endpoint, source.table(), source.fromTheStart());
    }

    /// Delivers one batch, if there is one.
    public boolean step() {
        if (delivery.held()) {
            return false;
        }
        if (pending.isEmpty()) {
            pending = stream.next(source.batchSize());
            retries = 0;
        }
        if (pending.isEmpty()) {
            return false;
        }
        var batch = pending;
        var event = Json.payload(StreamEvent.of(source.table(), batch));
        var result = function.invoke(event);
        if (delivery.twice()) {
            result = function.invoke(event);
        }
        var ids = batch.stream().map(StreamEvent::sequenceNumber).collect(Collectors.toSet());
        var failed = BatchFailures.of(result, source.reportsItemFailures(), ids).orElse(ids);
        pending = remaining(batch, failed);
        if (!pending.isEmpty()) {
            retryOrGiveUp(result);
        }
        return true;
    }

    /// All from the first failed record on, because order matters.
    private static List<JsonNode> remaining(List<JsonNode> batch, Set<String> failed) {
        for (int i = 0; i < batch.size(); i++) {
            if (failed.contains(StreamEvent.sequenceNumber(batch.get(i)))) {
                return batch.subList(i, batch.size());
            }
        }
        return List.of();
    }

    private void retryOrGiveUp(InvocationResult why) {
        retries++;
        LOG.log(
                Logger.Level.WARNING,
                "{0}: {1} records of {2} failed, retry {3}: {4}",
                function.name(),
                pending.size(),
                source.table(),
                retries,
                why instanceof InvocationResult.Answered ? "reported" : why.summary());
        if (source.maximumRetries() >= 0 && retries > source.maximumRetries()) {
            pending = List.of();
            return;
        }
        pause(backoff(retries));
    }

    static Duration backoff(int retries) {
        var backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(retries - 1, 10));
        return backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
