package dev.coinless.localstack.cloud.template;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the `Events` of a function.
final class EventReader {

    private static final Pattern RATE =
            Pattern.compile("rate\\((\\d+) (minute|minutes|hour|hours|day|days)\\)");
    private static final String ITEM_FAILURES = "ReportBatchItemFailures";

    /// Lambda's own defaults for streams and queues.
    private static final int DEFAULT_STREAM_BATCH = 100;

    private static final int DEFAULT_QUEUE_BATCH = 10;

    private EventReader() {}

    static EventSource read(String name, Section event) {
        var type = event.text("Type");
        var properties = event.section("Properties");
        var source =
                switch (type) {
                    case "HttpApi" -> http(properties);
                    case "Schedule" -> timer(name, properties, "Schedule");
                    case "ScheduleV2" -> timer(name, properties, "ScheduleExpression");
                    case "DynamoDB" -> stream(properties);
                    case "SQS" -> queue(properties);
                    default ->
                            throw new TemplateProblem("unknown event type " + type, event.where());
                };
        properties.end();
        event.end();
        return source;
    }

    private static EventSource http(Section properties) {
        properties.accept("ApiId", "TimeoutInMillis", "RouteSettings");
        properties.acceptOnly("PayloadFormatVersion", "2.0");
        properties.findSection("Auth").ifPresent(it -> it.acceptOnly("Authorizer", "NONE").end());
        return new EventSource.Http(
                properties.text("Method").toUpperCase(Locale.ROOT), properties.text("Path"));
    }

    private static EventSource timer(String name, Section properties, String key) {
        var expression = properties.text(key);
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new TemplateProblem(
                    "only rate(...) schedules are understood, was " + expression,
                    properties.where());
        }
        properties.accept(
                "Description",
                "RetryPolicy",
                "FlexibleTimeWindow",
                "ScheduleExpressionTimezone",
                "DeadLetterConfig",
                "RoleArn",
                "PermissionsBoundary");
        properties.acceptOnly("State", "ENABLED");
        properties.acceptOnly("Enabled", "true");
        return new EventSource.Timer(
                properties.findText("Name").orElse(name),
                period(Long.parseLong(rate.group(1)), rate.group(2)),
                properties.findText("Input"),
                key.equals("ScheduleExpression"));
    }

    private static Duration period(long count, String unit) {
        return switch (unit.charAt(0)) {
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static EventSource stream(Section properties) {
        var arn = properties.text("Stream");
        properties.accept(
                "MaximumBatchingWindowInSeconds",
                "BisectBatchOnFunctionError",
                "ParallelizationFactor",
                "MaximumRecordAgeInSeconds",
                "DestinationConfig");
        return new EventSource.TableStream(
                tableOf(arn, properties.where()),
                properties.findNumber("BatchSize").orElse(DEFAULT_STREAM_BATCH),
                properties.text("StartingPosition").equals("TRIM_HORIZON"),
                reportsItemFailures(properties),
                properties.findNumber("MaximumRetryAttempts").orElse(-1));
    }

    private static String tableOf(String arn, Where where) {
        int start = arn.indexOf(":table/");
        int end = arn.indexOf("/stream/");
        if (start < 0 || end < start) {
            throw new TemplateProblem("Stream must be a table's StreamArn, was " + arn, where);
        }
        return arn.substring(start + ":table/".length(), end);
    }

    private static EventSource queue(Section properties) {
        var arn = properties.text("Queue");
        properties.accept("MaximumBatchingWindowInSeconds", "ScalingConfig", "Enabled");
        return new EventSource.Queue(
                arn,
                properties.findNumber("BatchSize").orElse(DEFAULT_QUEUE_BATCH),
                reportsItemFailures(properties));
    }

    private static boolean reportsItemFailures(Section properties) {
        var types = properties.items("FunctionResponseTypes");
        for (var type : types) {
            if (!properties.textOf(type).equals(ITEM_FAILURES)) {
                throw new TemplateProblem(
                        "unknown FunctionResponseTypes " + properties.textOf(type), type.where());
            }
        }
        return !types.isEmpty();
    }
}
