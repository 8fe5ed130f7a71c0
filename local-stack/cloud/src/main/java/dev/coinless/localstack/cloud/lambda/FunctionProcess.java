package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.template.FunctionSpec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One process of a function: started once, invoked many times, one invocation at a time.
///
/// A process that failed to start, ended, or ran into its timeout is [#isSpent] and must be
/// replaced, as Lambda does.
final class FunctionProcess {

    /// How long a process may take to start; Lambda allows 10 s, a loaded laptop needs more.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

    private final FunctionSpec function;
    private final RuntimeApi api;
    private final Process process;
    private final InstantSource machineClock;
    private volatile boolean spent;

    private FunctionProcess(
            FunctionSpec function, RuntimeApi api, Process process, InstantSource machineClock) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.machineClock = machineClock;
    }

    /// Starts the process and returns at once; [#awaitInit] tells when it is ready.
    static FunctionProcess start(
            FunctionSpec function, ProcessPlan plan, InstantSource machineClock)
            throws IOException {
        var api = RuntimeApi.start(Arns.function(function.name()));
        var builder = new ProcessBuilder(plan.command(function));
        builder.directory(plan.logs().toFile());
        builder.environment().clear();
        builder.environment().putAll(plan.environment(function, api.address()));
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(plan.log(function)));
        try {
            var process = builder.start();
            return new FunctionProcess(function, api, process, machineClock);
        } catch (IOException e) {
            api.stop();
            throw e;
        }
    }

    boolean isSpent() {
        return spent || !process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// Waits until the process is ready; the answer is empty then, and else says why it is not.
    Optional<InvocationResult.Failed> awaitInit() {
        var ended = process.onExit().thenRun(() -> {});
        try {
            CompletableFuture.anyOf(api.initialised(), ended)
                    .get(INIT_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return failInit(
                    e.getCause() instanceof RuntimeApi.InitFailed init
                            ? init.failed()
                            : InvocationResult.Failed.of("Runtime.InitError", "" + e.getCause()));
        } catch (TimeoutException e) {
            return failInit(
                    InvocationResult.Failed.of(
                            "Sandbox.InitTimeout", "no start within " + INIT_LIMIT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failInit(InvocationResult.Failed.of("Sandbox.Stopped", "shutting down"));
        }
        return api.initialised().isDone()
                ? Optional.empty()
                : failInit(exited("the process ended while it started"));
    }

    InvocationResult invoke(Payload payload) {
        var init = awaitInit();
        if (init.isPresent()) {
            return init.get();
        }
        var result = new CompletableFuture<InvocationResult>();
        var deadline = machineClock.instant().plus(function.timeout());
        var invocation = new Invocation(UUID.randomUUID().toString(), payload, deadline, result);
        var _ = process.onExit().thenRun(() -> result.complete(exited("the process ended")));
        api.submit(invocation);
        try {
            return result.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop();
            return timedOut(invocation);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an invocation completes with a result", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return InvocationResult.Failed.of("Sandbox.Stopped", "shutting down");
        } finally {
            api.forget(invocation);
        }
    }

    /// Asks the process to end and waits, so that it can write what it has to.
    void endGently(Duration limit) {
        process.destroy();
        try {
            var _ = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
    }

    /// Ends the process at once.
    void stop() {
        spent = true;
        process.destroyForcibly();
        api.stop();
    }

    private InvocationResult.Failed timedOut(Invocation invocation) {
        var seconds = String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1000.0);
        return InvocationResult.Failed.of(
                "Sandbox.Timedout",
                "RequestId: "
                        + invocation.id()
                        + " Error: Task timed out after "
                        + seconds
                        + " seconds");
    }

    private InvocationResult.Failed exited(String what) {
        spent = true;
        api.stop();
        return InvocationResult.Failed.of(
                "Runtime.ExitError", function.name() + ": " + what + "; see its log");
    }

    private Optional<InvocationResult.Failed> failInit(InvocationResult.Failed why) {
        stop();
        return Optional.of(why);
    }
}
