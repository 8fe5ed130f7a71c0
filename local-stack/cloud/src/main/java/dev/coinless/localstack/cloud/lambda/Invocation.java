package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// One invocation on its way through a process.
///
/// @param id Lambda's request id
/// @param deadline by the machine's clock, which is what the runtime in the process compares with
/// @param result completed once; later completions are ignored
record Invocation(
        String id, Payload payload, Instant deadline, CompletableFuture<InvocationResult> result) {}
