package dev.coinless.edge.vend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.StateDiagram;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.gate.Orders;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.edge.journal.JournalRecord.Intended;
import dev.coinless.edge.journal.JournalRecord.Resulted;
import dev.coinless.edge.journal.VendResult;
import dev.coinless.edge.vend.VendSession.Effect;
import dev.coinless.edge.vend.VendSession.Event;
import dev.coinless.edge.vend.VendSession.State;
import dev.coinless.edge.vend.VendSession.Step;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.money.Money;
import dev.coinless.model.present.SessionState;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.time.Uptime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VendSessionTest {

    static final Counter FIVE = new Counter(5);
    static final Selection ITEM_12 = new Selection(12, Money.of(175, "EUR"));
    static final Uptime START = Uptime.ofSeconds(100);
    static final Uptime LATER = Uptime.ofSeconds(161);
    static final Order ORDER = order(FIVE, 500, 1, Grant.ANY_LINE);
    static final Sale SALE = Sale.of(ORDER);

    static final List<State> STATES =
            List.of(
                    new State.NoSession(),
                    new State.Requested(ITEM_12, START),
                    new State.Opening(SALE, START),
                    new State.Selecting(SALE, START),
                    new State.Intending(SALE.attempting(), ITEM_12),
                    new State.Vending(SALE.attempting(), ITEM_12, START),
                    new State.Recording(SALE.attempting(), ITEM_12, VendResult.VENDED, false),
                    new State.Settling(SALE));

    static final List<MachineEvent> MACHINE =
            List.of(
                    new MachineEvent.SessionOpened(),
                    new MachineEvent.Selected(ITEM_12),
                    new MachineEvent.SelectionCancelled(),
                    new MachineEvent.VendSucceeded(),
                    new MachineEvent.VendFailed(),
                    new MachineEvent.VendRefused(ITEM_12),
                    new MachineEvent.SessionEnded(),
                    new MachineEvent.MachineReset(),
                    new MachineEvent.MachineLost());

    static final List<Event> EVENTS =
            java.util.stream.Stream.concat(
                            MACHINE.stream().map(Event.Machine::new),
                            List.of(
                                    new Event.Begin(ORDER),
                                    new Event.Durable(),
                                    new Event.NotDurable(),
                                    new Event.Dismissed(),
                                    new Event.Tick())
                                    .stream())
                    .map(Event.class::cast)
                    .toList();

    @Test
    void theMatrixHasEveryStateAndEveryEvent() {
        assertThat(StateDiagram.names(STATES)).isEqualTo(StateDiagram.cases(State.class));
        assertThat(StateDiagram.names(EVENTS)).isEqualTo(StateDiagram.cases(Event.class));
        assertThat(StateDiagram.names(MACHINE)).isEqualTo(StateDiagram.cases(MachineEvent.class));
    }

    @Test
    void everyStateAnswersEveryEventAndTheDiagramIsCurrent() throws IOException {
        StateDiagram.assertCurrent(
                "A vend session",
                Path.of("vend-session.md"),
                STATES,
                EVENTS,
                VendSessionTest::eventName,
                (state, event) -> step(state, event, LATER).next());
    }

    @Test
    void noStateButVendingFollowsASignalAndNoSignalComesWithoutADurableIntent() {
        for (var state : STATES) {
            for (var event : EVENTS) {
                var step = step(state, event, LATER);
                if (step.effects().stream().anyMatch(Effect.Approve.class::isInstance)) {
                    assertThat(state).isInstanceOf(State.Intending.class);
                    assertThat(event).isInstanceOf(Event.Durable.class);
                    assertThat(step.next()).isInstanceOf(State.Vending.class);
                }
            }
        }
    }

    @Nested
    class WhileSelecting {

        final State selecting = new State.Selecting(SALE, START);

        @Test
        void writesTheIntentBeforeItApproves() {
            var asked = says(selecting, new MachineEvent.Selected(ITEM_12));
            assertThat(asked.effects())
                    .containsExactly(new Effect.Write(new Intended(FIVE, 1, 12, 175)));

            var durable = step(asked.next(), new Event.Durable(), START);
            assertThat(durable.effects())
                    .containsExactly(
                            new Effect.Approve(ITEM_12), new Effect.Tell(SessionState.VENDING));
        }

        @Test
        void deniesAndSettlesWhenTheIntentCannotBeWritten() {
            var asked = says(selecting, new MachineEvent.Selected(ITEM_12));

            var failed = step(asked.next(), new Event.NotDurable(), START);

            assertThat(failed.effects())
                    .containsExactly(new Effect.Settle(FIVE), new Effect.Deny());
        }

        @Test
        void deniesWhatTheGrantDoesNotCover() {
            for (var selection :
                    List.of(
                            new Selection(12, Money.of(501, "EUR")),
                            new Selection(12, Money.of(100, "CHF")))) {
                var step = says(selecting, new MachineEvent.Selected(selection));

                assertThat(step.effects())
                        .containsExactly(new Effect.Settle(FIVE), new Effect.Deny());
            }
        }

        @Test
        void deniesAnItemOutsideTheMask() {
            var onlyItemThree = new State.Selecting(Sale.of(order(FIVE, 500, 1, 1L << 3)), START);
            var three = new Selection(3, Money.of(100, "EUR"));

            assertThat(says(onlyItemThree, new MachineEvent.Selected(three)).next())
                    .isInstanceOf(State.Intending.class);
            for (int item : List.of(2, 35, 12, 65_535)) {
                var other = new Selection(item, Money.of(100, "EUR"));
                assertThat(says(onlyItemThree, new MachineEvent.Selected(other)).effects())
                        .contains(new Effect.Deny());
            }
        }

        @Test
        void endsASessionThatNobodyUsesAfterAMinute() {
            assertThat(step(selecting, new Event.Tick(), Uptime.ofSeconds(160)).effects())
                    .isEmpty();
            assertThat(step(selecting, new Event.Tick(), LATER).effects())
                    .containsExactly(new Effect.Settle(FIVE), new Effect.End());
        }

        @Test
        void aWithdrawnSelectionLeavesTheSessionOpen() {
            assertThat(says(selecting, new MachineEvent.SelectionCancelled()))
                    .isEqualTo(Step.to(selecting));
        }
    }

    @Nested
    class WhileVending {

        final State vending = new State.Vending(SALE.attempting(), ITEM_12, START);

        @Test
        void aResetAfterApprovalIsASuccess() {
            var step = says(vending, new MachineEvent.MachineReset());

            assertThat(step.effects())
                    .containsExactly(new Effect.Write(new Resulted(FIVE, 1, VendResult.VENDED)));
            assertThat(step(step.next(), new Event.Durable(), START).effects())
                    .containsExactly(new Effect.Settle(FIVE));
        }

        @Test
        void aFailureLeavesTheSessionOpenForAnotherSelection() {
            var failed = says(vending, new MachineEvent.VendFailed());
            var recorded = step(failed.next(), new Event.Durable(), START);

            assertThat(recorded.next()).isInstanceOf(State.Selecting.class);
            var again = says(recorded.next(), new MachineEvent.Selected(ITEM_12));
            assertThat(again.effects())
                    .containsExactly(new Effect.Write(new Intended(FIVE, 2, 12, 175)));
        }

        @Test
        void anOutcomeThatNeverComesIsSettledWithoutAResult() {
            assertThat(step(vending, new Event.Tick(), Uptime.ofSeconds(130)).effects()).isEmpty();
            assertThat(step(vending, new Event.Tick(), Uptime.ofSeconds(131)).effects())
                    .containsExactly(new Effect.Settle(FIVE), new Effect.End());
        }

        @Test
        void aLostLineIsSettledWithoutAResult() {
            assertThat(says(vending, new MachineEvent.MachineLost()).effects())
                    .containsExactly(new Effect.Settle(FIVE));
        }

        @Test
        void aResultThatCannotBeWrittenIsWrittenAtALaterTick() {
            var recording = says(vending, new MachineEvent.VendSucceeded());
            var failed = step(recording.next(), new Event.NotDurable(), START);

            var ticked = step(failed.next(), new Event.Tick(), LATER);

            assertThat(ticked.effects()).isEqualTo(recording.effects());
        }

        @Test
        void aRepeatedSuccessIsOneSale() {
            var first = says(vending, new MachineEvent.VendSucceeded());

            assertThat(says(first.next(), new MachineEvent.VendSucceeded()))
                    .isEqualTo(Step.to(first.next()));
        }
    }

    @Test
    void aMachineThatReportsFailuresForEverEndsTheSessionAfterFive() {
        State state = new State.Selecting(SALE, START);
        int signals = 0;
        while (!(state instanceof State.Settling)) {
            var asked = says(state, new MachineEvent.Selected(ITEM_12));
            var vending = step(asked.next(), new Event.Durable(), START);
            signals++;
            var failed = says(vending.next(), new MachineEvent.VendFailed());
            state = step(failed.next(), new Event.Durable(), START).next();
        }

        assertThat(signals).isEqualTo(Sale.MAX_FAILURES);
    }

    @Test
    void aSessionOfTwoVendsGoesOnAfterTheFirstWithWhatIsLeft() {
        var two = Sale.of(order(FIVE, 300, 2, Grant.ANY_LINE)).attempting();
        var vending = new State.Vending(two, ITEM_12, START);
        var recorded =
                step(
                        says(vending, new MachineEvent.VendSucceeded()).next(),
                        new Event.Durable(),
                        START);

        assertThat(recorded.next()).isInstanceOf(State.Selecting.class);
        assertThat(says(recorded.next(), new MachineEvent.Selected(ITEM_12)).effects())
                .contains(new Effect.Deny());
        var cheaper = new Selection(11, Money.of(125, "EUR"));
        assertThat(says(recorded.next(), new MachineEvent.Selected(cheaper)).next())
                .isInstanceOf(State.Intending.class);
    }

    static Step says(State state, MachineEvent event) {
        return step(state, new Event.Machine(event), START);
    }

    static Step step(State state, Event event, Uptime now) {
        return VendSession.step(state, event, now, VendTimeouts.usual());
    }

    static String eventName(Event event) {
        return event instanceof Event.Machine(var said)
                ? StateDiagram.name(said)
                : StateDiagram.name(event);
    }

    static Order order(Counter counter, long cap, int vends, long lines) {
        return order(counter, cap, vends, lines, GrantKind.VEND);
    }

    static Order order(Counter counter, long cap, int vends, long lines, GrantKind kind) {
        return Orders.of(
                new Consumption(
                        counter,
                        new GrantId(Bytes.bigEndian(counter.value(), GrantId.LENGTH)),
                        Bytes.utf8("token").sha256(),
                        Money.of(cap, "EUR"),
                        vends,
                        lines,
                        new Evidence.Request(
                                new RequestHash(
                                        Bytes.utf8("r").sha256().first(RequestHash.LENGTH)))),
                kind);
    }
}
