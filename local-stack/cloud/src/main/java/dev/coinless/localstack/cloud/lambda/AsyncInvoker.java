package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Lambda's asynchronous invocations: accepted at once, tried three times, and sometimes delivered
/// twice.
public final class AsyncInvoker {

    private static final Logger LOG = System.getLogger(AsyncInvoker.class.getName());

    /// Lambda's default: two retries.
    private static final int MAX_ATTEMPTS = 3;

    /// Lambda waits minutes; what matters here is that it tries again.
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final Duplication duplication;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

    public AsyncInvoker(Duplication duplication) {
        this.duplication = duplication;
    }

    /// Whether a delivery shall happen twice; AWS mode's decision.
    @FunctionalInterface
    public interface Duplication {
        boolean next();
    }

    public void submit(Invocable function, Payload payload) {
        attempt(function, payload, 1);
        if (duplication.next()) {
            attempt(function, payload, MAX_ATTEMPTS);
        }
    }

    public void close() {
        timer.shutdownNow();
    }

    private void attempt(Invocable function, Payload payload, int attempt) {
        Thread.startVirtualThread(() -> invoke(function, payload, attempt));
    }

    private void invoke(Invocable function, Payload payload, int attempt) {
        switch (function.invoke(payload)) {
            case InvocationResult.Answered _ -> {}
            case InvocationResult.Failed failed -> again(function, payload, attempt, failed);
            case InvocationResult.Throttled throttled ->
                    again(function, payload, attempt, throttled);
        }
    }

    private void again(Invocable function, Payload payload, int attempt, InvocationResult failure) {
        LOG.log(
                Logger.Level.WARNING,
                "asynchronous {0}, attempt {1}: {2}",
                function.name(),
                attempt,
                failure.summary());
        if (attempt < MAX_ATTEMPTS && !timer.isShutdown()) {
            var _ =
                    timer.schedule(
                            () -> attempt(function, payload, attempt + 1),
                            BETWEEN_ATTEMPTS.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }
}
