package dev.coinless.edge.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.StateDiagram;
import dev.coinless.edge.pulse.PulseTrain.Effect.Pulse;
import dev.coinless.edge.pulse.PulseTrain.Effect.Report;
import dev.coinless.edge.pulse.PulseTrain.Event;
import dev.coinless.edge.pulse.PulseTrain.Phase;
import dev.coinless.edge.pulse.PulseTrain.State;
import dev.coinless.edge.pulse.PulseTrain.Step;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PulseTrainTest {

    static final PulseLine LINE =
            new PulseLine(
                    1,
                    Money.of(50, "EUR"),
                    PulseLine.WIDTH,
                    PulseLine.GAP,
                    PulseLine.INHIBIT_TIMEOUT);
    static final Selection ONE_PULSE = new Selection(1, Money.of(50, "EUR"));
    static final Uptime START = Uptime.ofSeconds(100);
    static final Uptime LATER = Uptime.ofSeconds(191);
    static final Train TEN = Train.of(LINE, 10);

    static final List<Phase> PHASES =
            List.of(
                    new Phase.Detached(),
                    new Phase.Idle(),
                    new Phase.Waiting(TEN, START),
                    new Phase.Offered(TEN),
                    new Phase.Pulsing(TEN),
                    new Phase.Resting(TEN.oneMore()),
                    new Phase.Cooling());

    static final List<Event> EVENTS =
            List.of(
                    new Event.Attached(),
                    new Event.Lost(),
                    new Event.Begin(TEN),
                    new Event.Approve(),
                    new Event.End(),
                    new Event.Sent(1),
                    new Event.Rested(1),
                    new Event.Inhibit(1, true),
                    new Event.Tick());

    @Test
    void theMatrixHasEveryPhaseAndEveryEvent() {
        assertThat(StateDiagram.names(PHASES)).isEqualTo(StateDiagram.cases(Phase.class));
        assertThat(StateDiagram.names(EVENTS)).isEqualTo(StateDiagram.cases(Event.class));
    }

    @Test
    void everyPhaseAnswersEveryEventAndTheDiagramIsCurrent() throws IOException {
        StateDiagram.assertCurrent(
                "A train of coin pulses",
                Path.of("pulse-train.md"),
                PHASES,
                EVENTS,
                StateDiagram::name,
                (phase, event) -> step(allowed(phase), event, START).next().phase());
    }

    @Test
    void onlyAnApprovedOfferIsEverAPulse() {
        for (var phase : PHASES) {
            for (var event : EVENTS) {
                var effects = step(allowed(phase), event, LATER).effects();
                boolean pulses = effects.stream().anyMatch(Pulse.class::isInstance);
                assertThat(pulses)
                        .as("%s, %s", phase, event)
                        .isEqualTo(
                                phase instanceof Phase.Offered && event instanceof Event.Approve);
            }
        }
    }

    @Test
    void anApprovalOutOfTurnGivesNothingAndSaysSo() {
        for (var phase : PHASES) {
            if (!(phase instanceof Phase.Offered)) {
                assertThat(step(allowed(phase), new Event.Approve(), START).effects())
                        .containsExactly(new Report(new MachineEvent.SelectionCancelled()));
            }
        }
    }

    @Test
    void aTrainDuringATrainIsRefusedAndDisturbsNothing() {
        for (var phase : PHASES) {
            if (!(phase instanceof Phase.Idle)) {
                var step = step(allowed(phase), new Event.Begin(TEN), START);
                assertThat(step.next().phase()).isEqualTo(phase);
                assertThat(step.effects())
                        .containsExactly(new Report(new MachineEvent.SessionEnded()));
            }
        }
    }

    @Test
    void aPulseIsOfferedGivenAndReportedBeforeTheNextIsOffered() {
        var begun = step(allowed(new Phase.Idle()), new Event.Begin(Train.of(LINE, 2)), START);
        assertThat(begun.effects()).containsExactly(new Report(new MachineEvent.SessionOpened()));

        var offered = step(begun.next(), new Event.Tick(), START);
        assertThat(offered.effects())
                .containsExactly(new Report(new MachineEvent.Selected(ONE_PULSE)));
        var pulsing = step(offered.next(), new Event.Approve(), START);
        assertThat(pulsing.effects()).containsExactly(new Pulse(LINE));
        var sent = step(pulsing.next(), new Event.Sent(1), START);
        assertThat(sent.effects()).containsExactly(new Report(new MachineEvent.VendSucceeded()));
        assertThat(step(sent.next(), new Event.Tick(), START).effects()).isEmpty();

        var rested = step(sent.next(), new Event.Rested(1), START);
        assertThat(rested.effects())
                .containsExactly(new Report(new MachineEvent.Selected(ONE_PULSE)));
    }

    @Test
    void anotherLinesNoiseIsNotTakenForThisTrains() {
        var pulsing = allowed(new Phase.Pulsing(TEN));

        assertThat(step(pulsing, new Event.Sent(2), START).next()).isEqualTo(pulsing);
        var resting = allowed(new Phase.Resting(TEN));
        assertThat(step(resting, new Event.Rested(2), START).next()).isEqualTo(resting);
    }

    @Test
    void anInhibitedLineWaitsAndGoesOnAtOnceWhenItIsAllowed() {
        var inhibited = new State(Set.of(1), new Phase.Waiting(TEN, START));
        assertThat(step(inhibited, new Event.Tick(), START).effects()).isEmpty();

        var allowed = step(inhibited, new Event.Inhibit(1, false), START);

        assertThat(allowed.effects())
                .containsExactly(new Report(new MachineEvent.Selected(ONE_PULSE)));
    }

    @Test
    void anotherLinesInhibitHoldsUpNothing() {
        var waiting = new State(Set.of(2), new Phase.Waiting(TEN, START));

        assertThat(step(waiting, new Event.Tick(), START).next().phase())
                .isEqualTo(new Phase.Offered(TEN));
    }

    @Test
    void anInhibitBeforeTheFirstPulseThatLastsTooLongIsARefusal() {
        var inhibited = new State(Set.of(1), new Phase.Waiting(TEN, START));
        var atTheLimit = START.plus(Duration.ofSeconds(90));
        assertThat(step(inhibited, new Event.Tick(), atTheLimit).effects()).isEmpty();

        var over = step(inhibited, new Event.Tick(), LATER);

        assertThat(over.effects())
                .containsExactly(new Report(new MachineEvent.VendRefused(ONE_PULSE)));
        assertThat(over.next().phase()).isInstanceOf(Phase.Idle.class);
    }

    @Test
    void anInhibitWithinTheTrainThatLastsTooLongEndsItWithWhatWasSent() {
        var resting = new State(Set.of(1), new Phase.Resting(TEN.oneMore()));
        var waiting = step(resting, new Event.Rested(1), START);
        assertThat(waiting.effects()).isEmpty();

        var over = step(waiting.next(), new Event.Tick(), LATER);

        assertThat(over.effects()).containsExactly(new Report(new MachineEvent.SessionEnded()));
    }

    @Test
    void wiresLostDuringATrainAreReportedAndNoPulseFollows() {
        for (var phase : PHASES) {
            var lost = step(allowed(phase), new Event.Lost(), START);
            boolean train =
                    !(phase instanceof Phase.Detached
                            || phase instanceof Phase.Idle
                            || phase instanceof Phase.Cooling);
            assertThat(lost.next().phase()).isInstanceOf(Phase.Detached.class);
            assertThat(lost.effects())
                    .isEqualTo(
                            train
                                    ? List.of(new Report(new MachineEvent.MachineLost()))
                                    : List.of());
        }
    }

    @Test
    void newWiresTellTheirInhibitsAnew() {
        var before = new State(Set.of(1, 2), new Phase.Detached());

        assertThat(step(before, new Event.Attached(), START).next())
                .isEqualTo(new State(Set.of(), new Phase.Idle()));
    }

    static List<Long> seeds() {
        var given = Long.getLong("seed");
        return given == null ? List.of(1L, 2L, 3L, 4L) : List.of(given);
    }

    /// What must always hold: a pulse for each approval and none without, never more than the train
    /// has, and as many successes as pulses that were sent.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pulsesAreConserved(long seed) {
        var random = Platform.seeded(seed);
        var state = State.initial();
        int offers = 0;
        int pulses = 0;
        int approvals = 0;
        int inTrain = 0;
        var now = START;
        for (int i = 0; i < 20_000; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(2000)));
            var event = next(state, random);
            var train = event instanceof Event.Begin && state.phase() instanceof Phase.Idle;
            boolean asked = event instanceof Event.Approve;
            var step = step(state, event, now);
            inTrain = train ? 0 : inTrain;
            if (asked && state.phase() instanceof Phase.Offered) {
                approvals++;
                inTrain++;
            }
            offers += count(step, MachineEvent.Selected.class);
            pulses += (int) step.effects().stream().filter(Pulse.class::isInstance).count();
            assertThat(inTrain).isLessThanOrEqualTo(10);
            assertThat(pulses).isEqualTo(approvals).isLessThanOrEqualTo(offers);
            state = step.next();
        }
        assertThat(pulses).isGreaterThan(500);
    }

    private static Event next(State state, RandomGenerator random) {
        if (random.nextInt(4) > 0) {
            return switch (state.phase()) {
                case Phase.Detached _ -> new Event.Attached();
                case Phase.Idle _ -> new Event.Begin(Train.of(LINE, 3));
                case Phase.Waiting _ -> new Event.Inhibit(1, false);
                case Phase.Offered _ -> new Event.Approve();
                case Phase.Pulsing _ -> new Event.Sent(1);
                case Phase.Resting _, Phase.Cooling _ -> new Event.Rested(1);
            };
        }
        return EVENTS.get(random.nextInt(EVENTS.size()));
    }

    private static int count(Step step, Class<? extends MachineEvent> type) {
        return (int)
                step.effects().stream()
                        .filter(Report.class::isInstance)
                        .map(Report.class::cast)
                        .filter(report -> type.isInstance(report.event()))
                        .count();
    }

    private static State allowed(Phase phase) {
        return new State(Set.of(), phase);
    }

    private static Step step(State state, Event event, Uptime now) {
        return PulseTrain.step(state, event, now);
    }
}
