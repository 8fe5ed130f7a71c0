package dev.coinless.localstack.cloud.template;

import java.util.List;

/// An IoT topic rule with its SQS actions.
///
/// @param where for messages about its SQL
public record RuleSpec(String name, String sql, List<SqsAction> actions, Where where) {

    public RuleSpec {
        actions = List.copyOf(actions);
    }

    /// Puts the message into a queue.
    ///
    /// @param base64 whether the message is put into the queue as base64
    public record SqsAction(String queueUrl, boolean base64) {}
}
