package dev.coinless.edge.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.StateDiagram;
import dev.coinless.edge.uplink.Uplink.Effect;
import dev.coinless.edge.uplink.Uplink.Event;
import dev.coinless.edge.uplink.Uplink.State;
import dev.coinless.model.time.Uptime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UplinkTest {

    private static final Uptime START = Uptime.ZERO.plus(Duration.ofHours(1));
    private static final Event NEWS = new Event.News();
    private static final Event TICK = new Event.Tick();

    private State state = new State.Away();
    private Uptime now = START;
    private boolean receiptsWait = true;
    private final List<Duration> published = new ArrayList<>();

    @Test
    void onConnectingTheModulePublishesWhereItStands() {
        step(new Event.Connected());

        assertThat(published).containsExactly(Duration.ZERO);
    }

    @Test
    void withoutAnAnswerItIsSaidAgainEverMoreSlowlyButNeverLessThanEachFiveMinutes() {
        step(new Event.Connected());

        pass(Duration.ofHours(1));

        assertThat(published.subList(0, 6))
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(8 + 16),
                        Duration.ofSeconds(8 + 16 + 32),
                        Duration.ofSeconds(8 + 16 + 32 + 64),
                        Duration.ofSeconds(8 + 16 + 32 + 64 + 128));
        for (int i = 1; i < published.size(); i++) {
            assertThat(published.get(i).minus(published.get(i - 1)))
                    .isLessThanOrEqualTo(Uplink.LONGEST_WAIT);
        }
    }

    @Test
    void aReceiptIsToldAfterAShortWhileAndOnce() {
        answered();
        published.clear();

        step(NEWS);
        step(NEWS);
        assertThat(published).isEmpty();
        pass(Uplink.GATHER);

        assertThat(published).hasSize(1);
    }

    @Test
    void newsWhileAnAnswerIsAwaitedWaitForItAndThenGoAtOnce() {
        step(new Event.Connected());
        step(NEWS);
        pass(Duration.ofSeconds(1));
        assertThat(published).hasSize(1);

        step(new Event.Answered(true, true));
        pass(Uplink.GATHER);

        assertThat(published).hasSize(2);
    }

    @Test
    void anAnswerThatBringsNothingNewDoesNotMakeItSpeakFaster() {
        step(new Event.Connected());

        for (int i = 0; i < 100; i++) {
            step(new Event.Answered(false, true));
            pass(Duration.ofMillis(10));
        }

        assertThat(published).hasSize(1);
    }

    @Test
    void aModuleWithNothingToSayAsksNowAndThenWhatIsNew() {
        answered();
        published.clear();

        pass(Uplink.REFRESH.multipliedBy(2).minusSeconds(1));

        assertThat(published).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void aQuestionWithoutReceiptsIsAskedOnceBecauseSilenceMeansThatNothingIsNew() {
        receiptsWait = false;

        step(new Event.Connected());
        pass(Uplink.REFRESH.minusSeconds(1));

        assertThat(published).hasSize(1);
    }

    @Test
    void withoutConnectionNothingIsPublished() {
        answered();
        published.clear();

        step(new Event.Lost());
        step(NEWS);
        pass(Duration.ofDays(1));

        assertThat(published).isEmpty();
    }

    @Test
    void everyStateTakesEveryEventAndOnlyAwayPublishesNothingEver() throws IOException {
        var states =
                List.<State>of(
                        new State.Away(),
                        new State.Quiet(START),
                        new State.Due(START, 0),
                        new State.Awaiting(START, 3));
        var events =
                List.<Event>of(
                        new Event.Connected(),
                        new Event.Lost(),
                        NEWS,
                        new Event.Published(true),
                        new Event.Published(false),
                        new Event.Answered(true, true),
                        new Event.Answered(true, false),
                        new Event.Answered(false, true),
                        TICK);
        StateDiagram.assertCurrent(
                "When a module with a network publishes",
                Path.of("uplink.md"),
                states,
                events,
                UplinkTest::nameOf,
                (from, event) -> Uplink.step(from, event, START).next());
    }

    @Test
    void aSeededWalkNeverPublishesMoreThanEightTimesASecond() {
        var random = Platform.seeded(Long.getLong("seed", 8));
        var events =
                List.<Event>of(
                        NEWS,
                        TICK,
                        new Event.Answered(true, true),
                        new Event.Answered(false, true),
                        new Event.Answered(true, false));
        step(new Event.Connected());
        for (int i = 0; i < 10_000; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(50)));
            step(events.get(random.nextInt(events.size())));
        }

        assertThat((long) published.size())
                .isLessThanOrEqualTo(8 * now.since(START).toSeconds() + 8);
        assertThat(published).hasSizeGreaterThan(10);
    }

    private void answered() {
        step(new Event.Connected());
        step(new Event.Answered(true, false));
    }

    private void step(Event event) {
        var step = Uplink.step(state, event, now);
        state = step.next();
        for (var effect : step.effects()) {
            switch (effect) {
                case Effect.Publish() -> {
                    published.add(now.since(START));
                    step(new Event.Published(receiptsWait));
                }
            }
        }
    }

    private void pass(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end)) {
            var next = now.plus(Duration.ofMillis(100));
            now = next.isBefore(end) ? next : end;
            step(TICK);
        }
    }

    private static String nameOf(Event event) {
        if (event instanceof Event.Published(boolean more)) {
            return more ? "Published receipts" : "Published";
        }
        return event instanceof Event.Answered(boolean progress, boolean more)
                ? "Answered"
                        + (progress ? " with news" : " without news")
                        + (more ? " while receipts wait" : "")
                : event.getClass().getSimpleName();
    }
}
