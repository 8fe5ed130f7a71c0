package dev.coinless.localstack.cloud.lambda;

import dev.coinless.localstack.cloud.Payload;

/// Something that can be invoked with an event.
public interface Invocable {

    /// For logs.
    String name();

    /// Invokes and waits for the end.
    InvocationResult invoke(Payload payload);
}
