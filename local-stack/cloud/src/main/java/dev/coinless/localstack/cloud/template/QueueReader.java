package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.Optional;

/// Reads `AWS::SQS::Queue`.
final class QueueReader {

    /// SQS's own default, in seconds.
    private static final int DEFAULT_VISIBILITY = 30;

    private QueueReader() {}

    static QueueSpec read(String id, String name, Optional<Section> properties) {
        if (properties.isEmpty()) {
            return new QueueSpec(
                    id,
                    name,
                    Duration.ofSeconds(DEFAULT_VISIBILITY),
                    Duration.ZERO,
                    Optional.empty());
        }
        var queue = properties.get();
        var visibility = queue.findNumber("VisibilityTimeout").orElse(DEFAULT_VISIBILITY);
        var delay = queue.findNumber("DelaySeconds").orElse(0);
        var redrive = queue.findSection("RedrivePolicy").map(QueueReader::redrive);
        queue.accept(
                "QueueName",
                "MessageRetentionPeriod",
                "ReceiveMessageWaitTimeSeconds",
                "SqsManagedSseEnabled",
                "KmsMasterKeyId",
                "KmsDataKeyReusePeriodSeconds",
                "MaximumMessageSize",
                "RedriveAllowPolicy",
                "Tags");
        queue.end();
        return new QueueSpec(
                id, name, Duration.ofSeconds(visibility), Duration.ofSeconds(delay), redrive);
    }

    private static QueueSpec.Redrive redrive(Section policy) {
        var redrive =
                new QueueSpec.Redrive(
                        policy.text("deadLetterTargetArn"),
                        policy.findNumber("maxReceiveCount").orElse(1));
        policy.end();
        return redrive;
    }
}
