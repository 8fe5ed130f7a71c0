package dev.coinless.wallet.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.time.Uptime;
import dev.coinless.wallet.fixture.Fixture;
import dev.coinless.wallet.trigger.Nearness.Away;
import dev.coinless.wallet.trigger.Nearness.Near;
import dev.coinless.wallet.trigger.Nearness.Reached;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearnessTest {
    private static final int CLOSE = Nearness.THRESHOLD_DBM;
    private static final int FAR = Nearness.THRESHOLD_DBM - 1;
    private static final Duration BEAT = Duration.ofMillis(100);

    @Test
    void twoSecondsAtTheThresholdAreCloseAndNotAMomentLess() {
        var state = heard(new Away(), 0, CLOSE, 20);

        assertThat(state).isInstanceOf(Near.class);
        assertThat(Nearness.step(state, CLOSE, at(20))).isEqualTo(new Reached());
    }

    @Test
    void belowTheThresholdIsNeverClose() {
        assertThat(heard(new Away(), 0, FAR, 600)).isEqualTo(new Away());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 19})
    void flappingIsNeverClose(int closeBeats) {
        Nearness state = new Away();
        int beat = 0;
        for (int i = 0; i < 100; i++) {
            state = heard(state, beat, CLOSE, closeBeats);
            beat += closeBeats;
            state = heard(state, beat, FAR, 1);
            beat += 1;
            assertThat(state).isEqualTo(new Away());
        }
    }

    @Test
    void aSilenceBeginsTheTimeAnew() {
        var state = heard(new Away(), 0, CLOSE, 15);

        state = Nearness.step(state, CLOSE, at(14).plus(Nearness.LONGEST_SILENCE.plusNanos(1)));

        assertThat(state).isInstanceOf(Near.class);
        assertThat(((Near) state).since()).isGreaterThan(at(14));
    }

    @Test
    void aJumpOfTheClockIsASilence() {
        var state = Nearness.step(new Away(), CLOSE, at(0));

        assertThat(Nearness.step(state, CLOSE, Uptime.ofSeconds(61))).isInstanceOf(Near.class);
    }

    @Test
    void itIsReachedExactlyIfTheLastTwoSecondsWereCloseAndHeard() {
        long seed = Long.getLong("seed", 7);
        System.out.println("seed " + seed);
        var random = Fixture.random(seed);
        Nearness state = new Away();
        var now = Uptime.ZERO;
        var closeSince = Uptime.ZERO;
        var last = Uptime.ZERO;
        boolean close = false;
        for (int i = 0; i < 20_000; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(1, 1100)));
            int rssi = random.nextInt(8) == 0 ? FAR : CLOSE + random.nextInt(30);
            if (rssi < CLOSE) {
                close = false;
            } else if (!close || now.since(last).compareTo(Nearness.LONGEST_SILENCE) > 0) {
                close = true;
                closeSince = now;
            }
            last = now;

            state = Nearness.step(state, rssi, now);

            boolean expected = close && now.since(closeSince).compareTo(Nearness.DWELL) >= 0;
            assertThat(state instanceof Reached).isEqualTo(expected);
            if (state instanceof Reached) {
                state = new Away();
                close = false;
            }
        }
    }

    private static Nearness heard(Nearness from, int firstBeat, int rssi, int beats) {
        var state = from;
        for (int i = 0; i < beats; i++) {
            state = Nearness.step(state, rssi, at(firstBeat + i));
        }
        return state;
    }

    private static Uptime at(int beat) {
        return Uptime.ZERO.plus(BEAT.multipliedBy(beat));
    }
}
