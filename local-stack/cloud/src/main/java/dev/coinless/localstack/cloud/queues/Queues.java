package dev.coinless.localstack.cloud.queues;

import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.template.QueueSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All queues of the template.
public final class Queues {

    private final Map<String, LocalQueue> byArn = new HashMap<>();

    public Queues(List<QueueSpec> specs) {
        var specByArn = new HashMap<String, QueueSpec>();
        specs.forEach(spec -> specByArn.put(Arns.queue(spec.name()), spec));
        specByArn.keySet().forEach(arn -> open(arn, specByArn));
    }

    /// By `arn:aws:sqs:...`.
    public Optional<LocalQueue> findByArn(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /// By the queue's address.
    public Optional<LocalQueue> findByUrl(String url) {
        return byArn.values().stream()
                .filter(queue -> Arns.queueUrl(queue.spec().name()).equals(url))
                .findAny();
    }

    /// Messages per queue.
    public Map<String, Integer> sizes() {
        var sizes = new TreeMap<String, Integer>();
        byArn.values().forEach(queue -> sizes.put(queue.spec().name(), queue.size()));
        return sizes;
    }

    private LocalQueue open(String arn, Map<String, QueueSpec> specs) {
        var existing = byArn.get(arn);
        if (existing != null) {
            return existing;
        }
        var spec = specs.get(arn);
        if (spec == null) {
            throw new IllegalArgumentException("redrive to an unknown queue " + arn);
        }
        var deadLetters =
                spec.redrive().map(redrive -> openDeadLetters(redrive.deadLetterArn(), specs));
        var queue = new LocalQueue(spec, deadLetters);
        byArn.put(arn, queue);
        return queue;
    }

    /// A dead-letter queue has none of its own here, so that two queues cannot wait for each other.
    private LocalQueue openDeadLetters(String arn, Map<String, QueueSpec> specs) {
        var spec = specs.get(arn);
        if (spec != null && spec.redrive().isPresent()) {
            throw new IllegalArgumentException(spec.name() + " is a dead-letter queue and has one");
        }
        return open(arn, specs);
    }
}
