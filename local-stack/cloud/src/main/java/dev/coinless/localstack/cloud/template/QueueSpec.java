package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.Optional;

/// A queue of the template.
///
/// @param redrive where messages go that were received too often
public record QueueSpec(
        String logicalId,
        String name,
        Duration visibilityTimeout,
        Duration delay,
        Optional<Redrive> redrive) {

    /// When a message has been received too often, and where it goes then.
    ///
    /// @param deadLetterArn the ARN of the queue that takes over
    /// @param maxReceiveCount receives before a message is moved
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}
}
