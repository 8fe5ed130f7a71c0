package dev.coinless.localstack.cloud.queues;

import dev.coinless.localstack.cloud.template.QueueSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A standard SQS queue in memory: a received message is invisible for a while, comes back unless
/// deleted, and moves to the dead-letter queue when it was received too often.
///
/// Safe for use by any thread.
public final class LocalQueue {

    /// Messages kept at most; more means that nobody reads them.
    private static final int MAX_MESSAGES = 100_000;

    private final QueueSpec spec;
    private final Optional<LocalQueue> deadLetters;
    private final Map<String, Waiting> messages = new LinkedHashMap<>();

    /// A message as SQS hands it over.
    ///
    /// @param handle valid until the message is received again
    /// @param receiveCount 1 at the first time
    public record Received(
            String id, String handle, String body, Instant sent, Instant first, int receiveCount) {}

    private record Waiting(
            String body,
            Instant sent,
            Instant visibleAt,
            Optional<Instant> first,
            int receives,
            String handle) {

        Waiting received(Instant now, Duration invisible) {
            return new Waiting(
                    body,
                    sent,
                    now.plus(invisible),
                    Optional.of(first.orElse(now)),
                    receives + 1,
                    UUID.randomUUID().toString());
        }
    }

    LocalQueue(QueueSpec spec, Optional<LocalQueue> deadLetters) {
        this.spec = spec;
        this.deadLetters = deadLetters;
    }

    public QueueSpec spec() {
        return spec;
    }

    /// Puts a message into the queue and returns its id.
    public synchronized String send(String body, Instant now) {
        if (messages.size() >= MAX_MESSAGES) {
            throw new IllegalStateException(spec.name() + " is full");
        }
        var id = UUID.randomUUID().toString();
        messages.put(id, new Waiting(body, now, now.plus(spec.delay()), Optional.empty(), 0, ""));
        return id;
    }

    /// Visible messages, oldest first; they are invisible from now on.
    public synchronized List<Received> receive(int max, Instant now) {
        redrive(now);
        var received = new ArrayList<Received>();
        for (var entry : messages.entrySet()) {
            if (received.size() == max) {
                break;
            }
            if (entry.getValue().visibleAt().isAfter(now)) {
                continue;
            }
            var next = entry.getValue().received(now, spec.visibilityTimeout());
            entry.setValue(next);
            received.add(
                    new Received(
                            entry.getKey(),
                            next.handle(),
                            next.body(),
                            next.sent(),
                            next.first().orElse(now),
                            next.receives()));
        }
        return received;
    }

    /// Deletes a message; a handle of an earlier receive does nothing.
    public synchronized void delete(Received message) {
        var waiting = messages.get(message.id());
        if (waiting != null && waiting.handle().equals(message.handle())) {
            messages.remove(message.id());
        }
    }

    /// Messages in the queue, visible or not.
    public synchronized int size() {
        return messages.size();
    }

    private void redrive(Instant now) {
        if (deadLetters.isEmpty() || spec.redrive().isEmpty()) {
            return;
        }
        int max = spec.redrive().get().maxReceiveCount();
        for (Iterator<Waiting> all = messages.values().iterator(); all.hasNext(); ) {
            var waiting = all.next();
            if (waiting.receives() >= max && !waiting.visibleAt().isAfter(now)) {
                deadLetters.get().send(waiting.body(), now);
                all.remove();
            }
        }
    }
}
