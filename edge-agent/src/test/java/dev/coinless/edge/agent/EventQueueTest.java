package dev.coinless.edge.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.health.Disturbance;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.present.ConnectionId;
import dev.coinless.edge.present.RadioEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.time.TimeSource;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whoever sends too much waits or loses, and takes nobody else's place.
class EventQueueTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Clock clock = new Clock();
    private final Disturbances disturbances = new Disturbances();
    private final EventQueue queue = new EventQueue(clock, disturbances);

    private static final class Clock implements TimeSource {
        private Uptime uptime = Uptime.ofSeconds(1);

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public Uptime uptime() {
            return uptime;
        }
    }

    @Test
    void oneConnectionLosesItsOwnFramesOnlyAndGetsItsPlacesBack() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            assertThat(queue.offer(frame(1))).isEqualTo(i < EventQueue.PER_CONNECTION);
        }

        assertThat(queue.offer(frame(2))).isTrue();
        assertThat(disturbances.counts())
                .containsEntry(Disturbance.FRAME_LEFT_OUT, 10_000L - EventQueue.PER_CONNECTION);
        queue.poll(AT_ONCE);
        assertThat(queue.offer(frame(1))).isTrue();
        assertThat(queue.offer(frame(1))).isFalse();
    }

    @Test
    void aMachineThatNeverStopsTalkingWaitsAndPhonesAreHeard() throws Exception {
        for (int i = 0; i < EventQueue.OF_MACHINE; i++) {
            queue.put(line());
        }
        var next =
                CompletableFuture.runAsync(() -> {
                    try {
                        queue.put(line());
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });

        assertThat(queue.offer(frame(1))).isTrue();
        assertThat(next).isNotDone();
        queue.poll(AT_ONCE);
        next.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void anEventHasTheTimeAtWhichItReachedUs() throws Exception {
        queue.put(line());
        clock.uptime = Uptime.ofSeconds(60);

        assertThat(queue.poll(AT_ONCE).orElseThrow().at()).isEqualTo(Uptime.ofSeconds(1));
        assertThat(queue.poll(AT_ONCE)).isEmpty();
    }

    private static AgentEvent frame(int connection) {
        return new AgentEvent.Radio(
                new RadioEvent.Written(new ConnectionId(connection), Bytes.EMPTY));
    }

    private static AgentEvent line() {
        return new AgentEvent.Machine(new MachineInput.Line("c,STATUS,IDLE"));
    }
}
