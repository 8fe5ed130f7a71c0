package dev.coinless.localstack.cloud.schedules;

import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.Arns;
import dev.coinless.localstack.cloud.template.EventSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What a function gets when its time has come.
final class TimerEvent {

    private TimerEvent() {}

    static Payload of(EventSource.Timer timer, Instant now) {
        return timer.input().map(Payload::of).orElseGet(() -> standard(timer, now));
    }

    /// A rule's `detail` is an object, EventBridge Scheduler's is a text.
    private static Payload standard(EventSource.Timer timer, Instant now) {
        var event = Json.object();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", timer.scheduler() ? "aws.scheduler" : "aws.events");
        event.put("account", Arns.ACCOUNT);
        event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", Arns.REGION);
        event.putArray("resources")
                .add(timer.scheduler() ? Arns.schedule(timer.name()) : Arns.rule(timer.name()));
        if (timer.scheduler()) {
            event.put("detail", "{}");
        } else {
            event.putObject("detail");
        }
        return Json.payload(event);
    }
}
