package dev.coinless.edge.mdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.Platform;
import dev.coinless.edge.StateDiagram;
import dev.coinless.edge.mdb.QibixxReader.Effect;
import dev.coinless.edge.mdb.QibixxReader.Effect.Report;
import dev.coinless.edge.mdb.QibixxReader.Effect.Send;
import dev.coinless.edge.mdb.QibixxReader.Event;
import dev.coinless.edge.mdb.QibixxReader.State;
import dev.coinless.edge.mdb.QibixxReader.Step;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QibixxReaderTest {

    static final StartUp START_UP = StartUp.of(0x10, Platform.EUR, false, false);
    static final Uptime BEFORE = Uptime.ofSeconds(10);
    static final Uptime NOW = Uptime.ofSeconds(13);
    static final Selection ITEM_12 = new Selection(12, Money.of(175, "EUR"));

    static final List<State> STATES =
            List.of(
                    new State.Detached(),
                    new State.Starting(START_UP.last(), BEFORE),
                    new State.Inactive(),
                    new State.Disabled(),
                    new State.Enabled(),
                    new State.Begun(),
                    new State.SessionIdle(true),
                    new State.VendRequested(),
                    new State.Approved(),
                    new State.Stopping(BEFORE));

    static final List<QibixxLine> LINES =
            List.of(
                    new QibixxLine.Answer("v,1"),
                    new QibixxLine.SettingTaken(),
                    new QibixxLine.Inactive(),
                    new QibixxLine.Disabled(),
                    new QibixxLine.Enabled(),
                    new QibixxLine.SessionIdle(),
                    new QibixxLine.VendRequest(ITEM_12),
                    new QibixxLine.VendSuccess(),
                    new QibixxLine.VendCancelled(),
                    new QibixxLine.VendFailure(),
                    new QibixxLine.Fault("c,ERR,-1"),
                    new QibixxLine.Unknown("?"));

    static final List<Event> EVENTS =
            Stream.concat(
                            LINES.stream().map(Event.Heard::new),
                            Stream.of(
                                    new Event.Attached(),
                                    new Event.Lost(),
                                    new Event.Begin(Money.of(500, "EUR")),
                                    new Event.Approve(ITEM_12),
                                    new Event.Deny(),
                                    new Event.End(),
                                    new Event.Tick()))
                    .map(Event.class::cast)
                    .toList();

    @Test
    void theMatrixHasEveryStateAndEveryEvent() {
        assertThat(StateDiagram.names(STATES)).isEqualTo(StateDiagram.cases(State.class));
        assertThat(StateDiagram.names(EVENTS)).isEqualTo(StateDiagram.cases(Event.class));
        assertThat(StateDiagram.names(LINES)).isEqualTo(StateDiagram.cases(QibixxLine.class));
    }

    @Test
    void everyStateAnswersEveryEventAndTheDiagramIsCurrent() throws IOException {
        StateDiagram.assertCurrent(
                "The cashless reader behind a Qibixx adapter",
                Path.of("qibixx-reader.md"),
                STATES,
                EVENTS,
                QibixxReaderTest::eventName,
                (state, event) -> step(state, event).next());
    }

    @Test
    void onlyAnOpenRequestIsEverApproved() {
        for (var state : STATES) {
            var step = step(state, new Event.Approve(ITEM_12));
            var sent = step.effects().stream().filter(Send.class::isInstance).toList();
            if (state instanceof State.VendRequested) {
                assertThat(sent).containsExactly(new Send("C,VEND,1.75,12"));
            } else {
                assertThat(sent).isEmpty();
                assertThat(step.effects())
                        .containsExactly(new Report(new MachineEvent.SelectionCancelled()));
            }
        }
    }

    @Test
    void creditIsOfferedOnlyWhenEnabled() {
        for (var state : STATES) {
            var step = step(state, new Event.Begin(Money.of(500, "EUR")));
            if (state instanceof State.Enabled) {
                assertThat(step).isEqualTo(Step.to(new State.Begun(), new Send("C,START,5.00")));
            } else {
                assertThat(step)
                        .isEqualTo(Step.to(state, new Report(new MachineEvent.SessionEnded())));
            }
        }
    }

    @Test
    void fundsAreCutToWhatSixteenBitsCarry() {
        var step = step(new State.Enabled(), new Event.Begin(Money.of(1_000_000, "EUR")));

        assertThat(step.effects()).containsExactly(new Send("C,START,655.34"));
    }

    @Test
    void startsTheAdapterCommandByCommandUntilItIsEnabled() {
        var sent = new java.util.ArrayList<String>();
        var step = step(new State.Detached(), new Event.Attached());
        collect(step, sent);
        for (var answer :
                List.of(
                        "v,4.0.2.0,00",
                        "h,MDB-HAT",
                        "c,STATUS,INACTIVE",
                        "c,SET,OK",
                        "c,SET,OK",
                        "c,STATUS,INACTIVE",
                        "c,1",
                        "c,STATUS,DISABLED",
                        "c,STATUS,ENABLED")) {
            step = hears(step.next(), answer);
            collect(step, sent);
        }

        assertThat(sent)
                .containsExactly(
                        "V",
                        "H",
                        "C,0",
                        "C,SETCONF,mdb-addr=0x10",
                        "C,SETCONF,mdb-currency-code=0x1978",
                        "C,1");
        assertThat(step.next()).isEqualTo(new State.Enabled());
    }

    @Test
    void anAdapterThatDoesNotAnswerIsStartedAnew() {
        var step = step(new State.Starting(3, BEFORE), new Event.Tick());

        assertThat(step).isEqualTo(Step.to(new State.Starting(0, NOW), new Send("V")));
    }

    @Test
    void aReaderDisabledDuringASessionStillServesTheCustomer() {
        var disabled = hears(new State.SessionIdle(false), "c,STATUS,DISABLED");
        assertThat(disabled).isEqualTo(Step.to(new State.SessionIdle(false)));

        var asked = hears(disabled.next(), "c,STATUS,VEND,1.75,12");
        assertThat(asked.effects()).containsExactly(new Report(new MachineEvent.Selected(ITEM_12)));
        var vended = hears(step(asked.next(), new Event.Approve(ITEM_12)).next(), "c,VEND,SUCCESS");
        assertThat(hears(vended.next(), "c,STATUS,DISABLED"))
                .isEqualTo(
                        Step.to(new State.Disabled(), new Report(new MachineEvent.SessionEnded())));
    }

    @Test
    void aResetAfterApprovalIsReportedAsReset() {
        assertThat(hears(new State.Approved(), "c,STATUS,INACTIVE"))
                .isEqualTo(
                        Step.to(new State.Inactive(), new Report(new MachineEvent.MachineReset())));
    }

    @Test
    void aJamIsAFailureAndACancelIsNot() {
        assertThat(hears(new State.Approved(), "c,ERR,VEND 3").effects())
                .containsExactly(new Report(new MachineEvent.VendFailed()));
        assertThat(hears(new State.VendRequested(), "c,ERR,VEND 1").effects())
                .containsExactly(new Report(new MachineEvent.SelectionCancelled()));
    }

    @Test
    void aSelectionWithoutASessionIsDenied() {
        assertThat(hears(new State.Enabled(), "c,STATUS,VEND,1.75,12").effects())
                .containsExactly(new Send("C,STOP"));
    }

    @Test
    void alwaysIdleASelectionWithoutASessionIsReportedAndApproved() {
        var always = StartUp.of(0x10, Platform.EUR, true, false);
        assertThat(always.commands()).contains("C,SETCONF,mdb-always-idle=1");
        var line = QibixxLine.parse("c,STATUS,VEND,1.75,12", Platform.EUR);

        var asked = QibixxReader.step(new State.Enabled(), new Event.Heard(line), NOW, always);

        assertThat(asked)
                .isEqualTo(
                        Step.to(
                                new State.VendRequested(),
                                new Report(new MachineEvent.Selected(ITEM_12))));
        for (var closed : List.of(new State.Inactive(), new State.Disabled())) {
            assertThat(QibixxReader.step(closed, new Event.Heard(line), NOW, always).effects())
                    .containsExactly(new Send("C,STOP"));
        }
    }

    @Test
    void aLineThatIsLostOrAnAdapterThatRestartsEndsTheSessionAsLost() {
        for (var state : STATES.subList(5, 9)) {
            for (var event : List.of(new Event.Lost(), new Event.Attached())) {
                assertThat(step(state, event).effects())
                        .as("%s %s", state, event)
                        .contains(new Report(new MachineEvent.MachineLost()));
            }
        }
    }

    /// Whatever is said on the line: a session is opened and closed in turns, and between the two
    /// nothing is approved that was not asked for.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everySessionThatBeginsEndsExactlyOnce(long seed) {
        var random = Platform.seeded(seed);
        State state = new State.Detached();
        boolean open = false;
        for (int i = 0; i < 20_000; i++) {
            var event = EVENTS.get(random.nextInt(EVENTS.size()));
            if (open && event instanceof Event.Begin) {
                continue;
            }
            open |= event instanceof Event.Begin;
            open &= !(event instanceof Event.End || event instanceof Event.Deny);
            var step = step(state, event);
            for (var effect : step.effects()) {
                if (effect instanceof Report(MachineEvent.SessionOver over)
                        && !(over instanceof MachineEvent.MachineReset)) {
                    assertThat(open).as("seed %d, step %d, %s", seed, i, event).isTrue();
                }
                open &= !(effect instanceof Report(MachineEvent.SessionOver _));
            }
            state = step.next();
            boolean inSession =
                    state instanceof State.Begun
                            || state instanceof State.SessionIdle
                            || state instanceof State.VendRequested
                            || state instanceof State.Approved;
            assertThat(inSession).as("seed %d, step %d, %s", seed, i, event).isEqualTo(open);
        }
    }

    static void collect(Step step, List<String> sent) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Send(var line)) {
                sent.add(line);
            }
        }
    }

    static Step hears(State state, String line) {
        return step(state, new Event.Heard(QibixxLine.parse(line, Platform.EUR)));
    }

    static Step step(State state, Event event) {
        return QibixxReader.step(state, event, NOW, START_UP);
    }

    static String eventName(Event event) {
        return event instanceof Event.Heard(var line)
                ? "heard " + StateDiagram.name(line)
                : StateDiagram.name(event);
    }
}
