package dev.coinless.wallet.receipt;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// When each posting is tried again: one that the cloud never answers must not hold up the rest.
/// Used by one thread.
public final class Retries {
    private final RandomGenerator random;
    private final Map<Posting, Retry> failed = new HashMap<>();

    private record Retry(int failures, long dueNanos) {}

    public Retries(RandomGenerator random) {
        this.random = random;
    }

    /// The first of those waiting whose turn it is.
    ///
    /// @param skipped had their turn in this round
    /// @param evenEarly whether its time need not have come
    public Optional<Posting> next(
            List<Posting> waiting, Set<Posting> skipped, long nowNanos, boolean evenEarly) {
        failed.keySet().retainAll(Set.copyOf(waiting));
        return waiting.stream()
                .filter(each -> !skipped.contains(each))
                .filter(each -> evenEarly || isDue(each, nowNanos))
                .findFirst();
    }

    private boolean isDue(Posting posting, long nowNanos) {
        var retry = failed.get(posting);
        return retry == null || retry.dueNanos() - nowNanos <= 0;
    }

    /// The cloud was reached and did not answer this one.
    public void failed(Posting posting, long nowNanos) {
        var before = failed.getOrDefault(posting, new Retry(0, nowNanos));
        int failures = before.failures() + 1;
        failed.put(
                posting, new Retry(failures, nowNanos + Backoff.after(failures, random).toNanos()));
    }

    /// Until the next of those waiting is due; empty if none waits.
    public Optional<Duration> rest(List<Posting> waiting, long nowNanos) {
        return waiting.stream()
                .map(each -> failed.getOrDefault(each, new Retry(0, nowNanos)).dueNanos())
                .map(due -> Duration.ofNanos(Math.max(0, due - nowNanos)))
                .min(Duration::compareTo);
    }
}
