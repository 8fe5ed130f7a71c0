package dev.coinless.localstack.cloud.tables;

import dev.coinless.localstack.cloud.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Earlier answers of indexes, for a short time: a global secondary index follows its table with a
/// delay, so an old answer is a true one.
///
/// Safe for use by any thread.
final class StaleIndexes {

    /// How far an index may lag. DynamoDB names no bound; it is usually below a second.
    static final Duration MAX_LAG = Duration.ofSeconds(2);

    /// Distinct queries remembered at once.
    private static final int MAX_ANSWERS = 256;

    private record Kept(TableEndpoint.Answer answer, Instant at) {}

    private final Map<Payload, Kept> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Payload, Kept> eldest) {
                    return size() > MAX_ANSWERS;
                }
            };

    synchronized void keep(Payload query, TableEndpoint.Answer answer, Instant now) {
        answers.put(query, new Kept(answer, now));
    }

    /// An answer to the same query that is not older than an index may lag.
    synchronized Optional<TableEndpoint.Answer> find(Payload query, Instant now) {
        var kept = answers.get(query);
        return kept == null || Duration.between(kept.at(), now).compareTo(MAX_LAG) > 0
                ? Optional.empty()
                : Optional.of(kept.answer());
    }
}
