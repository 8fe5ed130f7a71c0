package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.Optional;

/// What starts a function.
public sealed interface EventSource {

    /// A route of the HTTP API.
    ///
    /// @param method upper case, or `ANY`
    /// @param path as in the template, with `{name}` and `{name+}`
    record Http(String method, String path) implements EventSource {}

    /// The clock.
    ///
    /// @param input what the function gets instead of the standard event
    /// @param scheduler EventBridge Scheduler (`ScheduleV2`), which fires at once and has an event
    ///   of its own, and not an EventBridge rule (`Schedule`), which waits one period first
    record Timer(String name, Duration period, Optional<String> input, boolean scheduler)
            implements EventSource {}

    /// The changes of a table.
    ///
    /// @param maximumRetries -1 for ever
    record TableStream(
            String table,
            int batchSize,
            boolean fromTheStart,
            boolean reportsItemFailures,
            int maximumRetries)
            implements EventSource {}

    /// The messages of a queue, by the ARN of the queue.
    record Queue(String queueArn, int batchSize, boolean reportsItemFailures)
            implements EventSource {}
}
