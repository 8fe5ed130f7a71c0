package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which items of a batch a function wants to see again (`ReportBatchItemFailures`).
public final class BatchFailures {

    private BatchFailures() {}

    /// The identifiers in `batchItemFailures`. Empty when the whole batch failed: the invocation
    /// did, or an identifier is missing or not one of the batch, as Lambda documents it.
    ///
    /// @param reports whether the event source asks for the list; without, an answer is success
    /// @param batch the identifiers that were handed over
    public static Optional<Set<String>> of(
            InvocationResult result, boolean reports, Set<String> batch) {
        return switch (result) {
            case InvocationResult.Failed _, InvocationResult.Throttled _ -> Optional.empty();
            case InvocationResult.Answered _ when !reports -> Optional.of(Set.of());
            case InvocationResult.Answered answered -> listed(answered, batch);
        };
    }

    private static Optional<Set<String>> listed(
            InvocationResult.Answered answered, Set<String> batch) {
        var failures = Json.readOrMissing(answered.payload()).path("batchItemFailures");
        var ids = new HashSet<String>();
        for (var failure : failures) {
            var id = failure.path("itemIdentifier").asText("");
            if (!batch.contains(id)) {
                return Optional.empty();
            }
            ids.add(id);
        }
        return Optional.of(ids);
    }
}
