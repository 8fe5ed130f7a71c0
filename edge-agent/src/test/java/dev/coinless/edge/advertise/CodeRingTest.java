package dev.coinless.edge.advertise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.advertise.CodeRing.Effect;
import dev.coinless.edge.advertise.CodeRing.Event;
import dev.coinless.model.id.Counter;
import dev.coinless.model.time.Uptime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeRingTest {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Uptime BOOT = Uptime.ofSeconds(5);

    @Test
    void afterBootItIsEmptyAndAsksForCountersAboveAllThatWereEverReserved() {
        var ring = CodeRing.afterBoot(new Counter(64), BOOT);
        assertThat(ring.codes()).isEmpty();
        assertThat(ring.floor()).isEqualTo(new Counter(65));

        var step = CodeRing.step(ring, new Event.Tick(), BOOT, EVERY);

        assertThat(step.next().codes()).isEmpty();
        assertThat(step.effects()).containsExactly(new Effect.Reserve(new Counter(128)));
    }

    @Test
    void broadcastsTheFirstCodeAsSoonAsItIsReserved() {
        var ring = started();

        assertThat(ring.newest().orElseThrow().counter()).isEqualTo(new Counter(1));
        assertThat(ring.newest().orElseThrow().since()).isEqualTo(BOOT);
    }

    @Test
    void rotatesEveryThirtySecondsAndKeepsTheTenNewest() {
        var ring = started();
        var now = BOOT;
        for (int i = 0; i < 12; i++) {
            now = now.plus(EVERY);
            ring = tick(ring, now);
        }

        assertThat(ring.codes()).hasSize(CodeRing.CAPACITY);
        assertThat(ring.floor()).isEqualTo(new Counter(4));
        assertThat(ring.newest().orElseThrow().counter()).isEqualTo(new Counter(13));
    }

    @Test
    void aJumpOfTheClockLeavesNothingThatWasBroadcastBefore() {
        var ring = tick(started(), BOOT.plus(Duration.ofSeconds(301)));

        assertThat(ring.find(new Counter(1))).isEmpty();
        assertThat(ring.floor()).isGreaterThan(new Counter(1));
    }

    @Test
    void aJumpOfManyDaysCostsNoMoreCountersThanARingful() {
        var ring = tick(started(), BOOT.plus(Duration.ofDays(400)));

        assertThat(ring.next()).isEqualTo(new Counter(1 + 1 + CodeRing.CAPACITY));
    }

    @Test
    void aSpentCodeLeavesAndAnotherIsBroadcastAtOnce() {
        var ring = started();
        var step = CodeRing.step(ring, new Event.Spent(new Counter(1)), BOOT, EVERY);

        assertThat(step.effects()).containsExactly(new Effect.Rotated());
        assertThat(step.next().find(new Counter(1))).isEmpty();
        assertThat(step.next().newest().orElseThrow().counter()).isEqualTo(new Counter(2));
    }

    @Test
    void withoutReservationNothingNewIsBroadcastAndWhatIsLiveStays() {
        var ring =
                new CodeRing(
                        List.of(new CodeRing.Live(new Counter(64), BOOT)),
                        new Counter(65),
                        new Counter(64),
                        BOOT.plus(EVERY));

        var step = CodeRing.step(ring, new Event.Tick(), BOOT.plus(EVERY), EVERY);

        assertThat(step.next()).isEqualTo(ring);
        assertThat(step.effects()).containsExactly(new Effect.Reserve(new Counter(128)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theFloorNeverFallsAndNoCounterComesTwiceWhateverHappens(long seed) {
        var random = Platform.seeded(seed);
        var now = BOOT;
        var ring = started();
        var seen = new HashSet<Counter>();
        var floor = ring.floor();
        for (int i = 0; i < 5000; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(40_000)));
            var before = ring.newest();
            if (random.nextInt(50) == 0) {
                ring = tick(CodeRing.afterBoot(ring.reserved(), now), now);
            } else if (random.nextBoolean()) {
                ring = tick(ring, now);
            } else {
                var any = ring.codes().get(random.nextInt(ring.codes().size())).counter();
                ring = settle(ring, new Event.Spent(any), now);
            }
            if (!ring.newest().equals(before)) {
                assertThat(seen.add(ring.newest().orElseThrow().counter())).isTrue();
            }
            assertThat(ring.codes()).hasSizeBetween(1, CodeRing.CAPACITY);
            assertThat(ring.floor()).isGreaterThanOrEqualTo(floor);
            assertThat(ring.next().value() - 1).isLessThanOrEqualTo(ring.reserved().value());
            floor = ring.floor();
        }
    }

    private static CodeRing started() {
        return tick(CodeRing.afterBoot(new Counter(0), BOOT), BOOT);
    }

    private static CodeRing tick(CodeRing ring, Uptime now) {
        return settle(ring, new Event.Tick(), now);
    }

    /// The ring after an event, with every reservation it asks for granted.
    private static CodeRing settle(CodeRing ring, Event event, Uptime now) {
        var step = CodeRing.step(ring, event, now, EVERY);
        for (var effect : step.effects()) {
            if (effect instanceof Effect.Reserve(var upTo)) {
                return settle(step.next(), new Event.Reserved(upTo), now);
            }
        }
        return step.next();
    }
}
