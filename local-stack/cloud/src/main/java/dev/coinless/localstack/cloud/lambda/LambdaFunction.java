package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A function with its processes: as many as are needed at once, up to its concurrency.
///
/// Safe for use by any thread.
public final class LambdaFunction implements Invocable {

    /// The largest payload of a synchronous invocation, in bytes (Lambda quota, 6 MB).
    public static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

    /// How long a caller waits for a free process. Lambda would throttle at once, but its limit is
    /// not the size of this machine.
    private static final Duration QUEUE_LIMIT = Duration.ofSeconds(20);

    private final FunctionSpec spec;
    private final ProcessPlan plan;
    private final InstantSource machineClock;
    private final Semaphore slots;
    private final Deque<FunctionProcess> idle = new ArrayDeque<>();
    private final Set<FunctionProcess> all = new HashSet<>();
    private boolean closed;

    LambdaFunction(
            FunctionSpec spec, ProcessPlan plan, int concurrency, InstantSource machineClock) {
        this.spec = spec;
        this.plan = plan;
        this.machineClock = machineClock;
        this.slots = new Semaphore(concurrency, true);
    }

    public FunctionSpec spec() {
        return spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    /// Invokes and waits for the answer, in a process that is free or new.
    @Override
    public InvocationResult invoke(Payload payload) {
        if (payload.length() > MAX_PAYLOAD_BYTES) {
            return InvocationResult.Failed.of(
                    "RequestTooLargeException", "the payload exceeds 6 MB");
        }
        if (!acquireSlot()) {
            return InvocationResult.Throttled.of(spec.name());
        }
        try {
            var process = take();
            if (process.isEmpty()) {
                return InvocationResult.Failed.of("Sandbox.Stopped", "shutting down");
            }
            var result = process.get().invoke(payload);
            giveBack(process.get());
            return limited(result);
        } finally {
            slots.release();
        }
    }

    /// Starts one process and waits until it is ready.
    void warm() {
        if (!slots.tryAcquire()) {
            return;
        }
        try {
            take().ifPresent(process -> {
                process.awaitInit();
                giveBack(process);
            });
        } finally {
            slots.release();
        }
    }

    synchronized int processes() {
        return all.size();
    }

    synchronized void close() {
        closed = true;
        all.forEach(FunctionProcess::stop);
        all.clear();
        idle.clear();
    }

    private boolean acquireSlot() {
        try {
            return slots.tryAcquire(QUEUE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A free process or a new one; empty when all is ending.
    private synchronized Optional<FunctionProcess> take() {
        if (closed) {
            return Optional.empty();
        }
        while (!idle.isEmpty()) {
            var process = idle.pop();
            if (!process.isSpent()) {
                return Optional.of(process);
            }
            discard(process);
        }
        try {
            var process = FunctionProcess.start(spec, plan, machineClock);
            all.add(process);
            return Optional.of(process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    private synchronized void giveBack(FunctionProcess process) {
        if (process.isSpent() || closed) {
            discard(process);
        } else {
            idle.push(process);
        }
    }

    private void discard(FunctionProcess process) {
        process.stop();
        all.remove(process);
    }

    private static InvocationResult limited(InvocationResult result) {
        return result.payload().length() > MAX_PAYLOAD_BYTES
                ? InvocationResult.Failed.of(
                        "Function.ResponseSizeTooLarge", "Response payload size exceeded 6 MB")
                : result;
    }
}
