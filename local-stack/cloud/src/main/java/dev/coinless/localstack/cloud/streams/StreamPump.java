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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings the changes of a table to a function, at least once and in the order of each shard, as
/// Lambda's event source mapping does: a batch that fails comes again, from the first failed record
/// on, before anything newer of its shard. What nobody took for a day is gone.
public final class StreamPump {

    private static final Logger LOG = System.getLogger(StreamPump.class.getName());

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private final EventSource.TableStream source;
    private final Invocable function;
    private final Delivery delivery;
    private final InstantSource clock;
    private final TableStream stream;
    private final Backlog backlog;
    private Optional<Retry> again = Optional.empty();

    /// The rest of a batch that failed; it comes again as it is.
    private record Retry(int shard, int records, int number) {}

    public StreamPump(
            TableEndpoint endpoint,
            EventSource.TableStream source,
            Invocable function,
            Delivery delivery,
            InstantSource clock) {
        this.source = source;
        this.function = function;
        this.delivery = delivery;
        this.clock = clock;
        this.backlog = new Backlog(delivery.shards());
        this.stream = TableStream.open(endpoint, source.table(), source.fromTheStart());
    }

    public String function() {
        return function.name();
    }

    /// Records that were read and not delivered yet.
    public int waiting() {
        return backlog.waiting();
    }

    /// Records that were never delivered because they waited too long.
    public int trimmed() {
        return backlog.trimmed();
    }

    /// Delivers one batch, if there is one.
    public boolean step() {
        var now = clock.instant();
        backlog.trim(now);
        if (backlog.waiting() < Backlog.MAX_RECORDS) {
            backlog.add(stream.next(source.batchSize()), now);
        }
        if (delivery.held() || backlog.waiting() == 0) {
            return false;
        }
        if (again.isPresent()) {
            deliver(again.get().shard(), again.get().records());
        } else {
            deliver(backlog.next(delivery.reversed()), source.batchSize());
        }
        return true;
    }

    private void deliver(int shard, int max) {
        var batch = backlog.first(shard, max);
        var event = Json.payload(StreamEvent.of(source.table(), batch));
        var result = function.invoke(event);
        if (delivery.twice()) {
            result = function.invoke(event);
        }
        var ids = batch.stream().map(StreamEvent::sequenceNumber).collect(Collectors.toSet());
        var failed = BatchFailures.of(result, source.reportsItemFailures(), ids).orElse(ids);
        int done = done(batch, failed);
        backlog.done(shard, done);
        if (done == batch.size()) {
            again = Optional.empty();
        } else {
            int number = again.map(Retry::number).orElse(0) + 1;
            retryOrGiveUp(new Retry(shard, batch.size() - done, number), result);
        }
    }

    /// All before the first failed record, because order matters.
    private static int done(List<JsonNode> batch, Set<String> failed) {
        for (int i = 0; i < batch.size(); i++) {
            if (failed.contains(StreamEvent.sequenceNumber(batch.get(i)))) {
                return i;
            }
        }
        return batch.size();
    }

    private void retryOrGiveUp(Retry retry, InvocationResult why) {
        LOG.log(
                Logger.Level.WARNING,
                "{0}: {1} records of {2} failed, retry {3}: {4}",
                function.name(),
                retry.records(),
                source.table(),
                retry.number(),
                why instanceof InvocationResult.Answered ? "reported" : why.summary());
        if (source.maximumRetries() >= 0 && retry.number() > source.maximumRetries()) {
            backlog.done(retry.shard(), retry.records());
            again = Optional.empty();
            return;
        }
        again = Optional.of(retry);
        pause(backoff(retry.number()));
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
