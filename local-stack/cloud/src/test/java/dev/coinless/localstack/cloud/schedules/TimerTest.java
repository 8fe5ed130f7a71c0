package dev.coinless.localstack.cloud.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.EventSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimerTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Payload> invocations = new ArrayList<>();

    @Test
    void aRuleWaitsOnePeriodAndThenKeepsIt() {
        var timer = timer(Optional.empty(), false);

        timer.step();
        assertThat(invocations).isEmpty();
        now = now.plus(Duration.ofMinutes(5));
        timer.step();
        timer.step();
        assertThat(invocations).hasSize(1);
    }

    @Test
    void aSchedulerStartsAtOnce() {
        var timer = timer(Optional.empty(), true);

        timer.step();
        timer.step();

        assertThat(invocations).hasSize(1);
    }

    @Test
    void aJumpOverManyPeriodsStartsItOnce() {
        var timer = timer(Optional.empty(), false);

        now = now.plus(Duration.ofDays(30));
        timer.step();
        timer.step();

        assertThat(invocations).hasSize(1);
    }

    @Test
    void theInputOfTheTemplateIsHandedOverAsItIs() {
        timer(Optional.of("{\"job\":1}"), true).step();

        assertThat(invocations).containsExactly(Payload.of("{\"job\":1}"));
    }

    @Test
    void aRulesEventIsWhatAwsSerializationReads() {
        var timer = timer(Optional.empty(), false);
        now = now.plus(Duration.ofMinutes(5));
        timer.step();

        var event =
                LambdaEventSerializers.serializerFor(
                                ScheduledEvent.class, getClass().getClassLoader())
                        .fromJson(new ByteArrayInputStream(invocations.getFirst().bytes()));

        assertThat(event.getSource()).isEqualTo("aws.events");
        assertThat(event.getDetailType()).isEqualTo("Scheduled Event");
        assertThat(event.getTime().getMillis()).isEqualTo(now.toEpochMilli());
    }

    private Timer timer(Optional<String> input, boolean scheduler) {
        var source = new EventSource.Timer("sweep", Duration.ofMinutes(5), input, scheduler);
        return new Timer(source, invocations::add, () -> now);
    }
}
