package dev.coinless.simulators.vmc;

import static dev.coinless.simulators.vmc.Fixture.ITEM_12;
import static dev.coinless.simulators.vmc.Fixture.PLAIN;
import static dev.coinless.simulators.vmc.Fixture.in;
import static dev.coinless.simulators.vmc.Fixture.lines;
import static dev.coinless.simulators.vmc.Fixture.offering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.simulators.vmc.MachineEffect.EndVend;
import dev.coinless.simulators.vmc.MachineEffect.Outcome;
import dev.coinless.simulators.vmc.MachineState.Begun;
import dev.coinless.simulators.vmc.MachineState.Begun.InSession;
import dev.coinless.simulators.vmc.MachineState.Begun.WithoutSession;
import dev.coinless.simulators.vmc.MachineState.Cashless;
import dev.coinless.simulators.vmc.MachineState.Cashless.Disabled;
import dev.coinless.simulators.vmc.MachineState.Cashless.Dispensing;
import dev.coinless.simulators.vmc.MachineState.Cashless.Enabled;
import dev.coinless.simulators.vmc.MachineState.Cashless.Inactive;
import dev.coinless.simulators.vmc.MachineState.Cashless.Off;
import dev.coinless.simulators.vmc.MachineState.Cashless.SessionIdle;
import dev.coinless.simulators.vmc.MachineState.Cashless.Silent;
import dev.coinless.simulators.vmc.MachineState.Cashless.VendRequested;
import dev.coinless.simulators.vmc.MachineState.Coins;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VendingMachineTest {
    static final MachineEvent SELECT_12 = new MachineEvent.Selected(ITEM_12);

    static VendingMachine.Step step(Cashless state, MachineEvent event) {
        return VendingMachine.step(PLAIN, in(state), event);
    }

    @Nested
    class StartingUp {
        @Test
        void aReaderIsInactiveThenSetUpThenEnabled() {
            var on = step(new Off(), new MachineEvent.SwitchOn());
            assertThat(on.next().cashless()).isEqualTo(new Inactive());
            assertThat(lines(on)).containsExactly("c,STATUS,INACTIVE", "c,1");

            var setUp = VendingMachine.step(PLAIN, on.next(), new MachineEvent.BusAdvanced());
            assertThat(lines(setUp)).containsExactly("c,STATUS,DISABLED");

            var enabled = VendingMachine.step(PLAIN, setUp.next(), new MachineEvent.BusAdvanced());
            assertThat(enabled.next().cashless()).isEqualTo(new Enabled());
            assertThat(lines(enabled)).containsExactly("c,STATUS,ENABLED");
        }

        @Test
        void aReaderOfAnotherCurrencyStaysDisabled() {
            var dollars = in(new Inactive()).with(new MachineState.ReaderOptions(false, 0x1840));

            var setUp = VendingMachine.step(PLAIN, dollars, new MachineEvent.BusAdvanced());
            var later = VendingMachine.step(PLAIN, setUp.next(), new MachineEvent.ReaderEnable());

            assertThat(later.next().cashless()).isEqualTo(new Disabled());
        }

        @Test
        void aDisabledReaderWaitsForTheController() {
            var disabled = in(new Inactive()).withReaderAllowed(false);

            var setUp = VendingMachine.step(PLAIN, disabled, new MachineEvent.BusAdvanced());
            assertThat(setUp.effects()).hasSize(1);
            var enabled = VendingMachine.step(PLAIN, setUp.next(), new MachineEvent.ReaderEnable());

            assertThat(lines(enabled)).containsExactly("c,STATUS,ENABLED");
        }

        @Test
        void nothingCanBeConfiguredOrSwitchedOnTwice() {
            for (var event :
                    new MachineEvent[] {
                        new MachineEvent.SwitchOn(), new MachineEvent.ConfigureOther()
                    }) {
                assertThat(lines(step(new Enabled(), event)))
                        .containsExactly("c,ERR,\"cashless is on\"");
            }
        }
    }

    @Nested
    class StartingASession {
        @Test
        void worksWhenEnabled() {
            var started = step(new Enabled(), new MachineEvent.StartSession(500));

            assertThat(started.next().cashless()).isEqualTo(new SessionIdle(500));
            assertThat(lines(started)).containsExactly("c,STATUS,IDLE");
        }

        @Test
        void isAnErrorInEveryOtherState() {
            for (var state : Fixture.STATES) {
                if (!(state instanceof Enabled)) {
                    var refused = step(state, new MachineEvent.StartSession(500));
                    assertThat(refused.next().cashless()).isEqualTo(state);
                    assertThat(lines(refused))
                            .isEqualTo(
                                    switch (state) {
                                        case Off _ ->
                                                java.util.List.of("c,ERR,\"cashless is off\"");
                                        case Silent _ -> java.util.List.of();
                                        default -> java.util.List.of("c,ERR,-1");
                                    });
                }
            }
        }
    }

    @Nested
    class WhileASessionIsIdle {
        @Test
        void aSelectionWithinTheFundsAsksTheReader() {
            var asked = step(new SessionIdle(175), SELECT_12);

            assertThat(asked.next().cashless())
                    .isEqualTo(new VendRequested(ITEM_12, new InSession(175)));
            assertThat(lines(asked)).containsExactly("c,STATUS,VEND,1.75,12");
        }

        @Test
        void aPriceAboveTheFundsIsRefusedByTheMachineItself() {
            var refused = step(new SessionIdle(174), SELECT_12);

            assertThat(refused.next().cashless()).isEqualTo(new SessionIdle(174));
            assertThat(refused.effects()).containsExactly(new MachineEffect.Display("PRICE 1.75"));
        }

        @Test
        void hiddenFundsLeaveTheRefusalToTheReader() {
            var asked = step(new SessionIdle(Amounts.UNKNOWN), SELECT_12);

            assertThat(lines(asked)).containsExactly("c,STATUS,VEND,1.75,12");
        }

        @Test
        void theReaderTheCustomerAndTheMachineCanEndIt() {
            for (var event :
                    new MachineEvent[] {
                        new MachineEvent.Stop(),
                        new MachineEvent.CancelPressed(),
                        new MachineEvent.SessionCompleted(),
                        new MachineEvent.TimedOut()
                    }) {
                var ended = step(new SessionIdle(500), event);
                assertThat(ended.next().cashless()).isEqualTo(new Enabled());
                assertThat(lines(ended)).containsExactly("c,STATUS,ENABLED");
            }
        }

        @Test
        void aDisablingControllerDoesNotDisturbItAndCountsAtItsEnd() {
            var disabled = step(new SessionIdle(500), new MachineEvent.ReaderDisable());
            assertThat(disabled.next().cashless()).isEqualTo(new SessionIdle(500));
            assertThat(disabled.effects()).isEmpty();

            var ended =
                    VendingMachine.step(
                            PLAIN, disabled.next(), new MachineEvent.SessionCompleted());

            assertThat(ended.next().cashless()).isEqualTo(new Disabled());
            assertThat(lines(ended)).containsExactly("c,STATUS,DISABLED");
        }
    }

    @Nested
    class WhileTheReaderIsAsked {
        final Cashless asked = new VendRequested(ITEM_12, new InSession(500));

        @Test
        void approvalTurnsTheMotor() {
            var approved = step(asked, new MachineEvent.Approve(175));

            assertThat(approved.next().cashless()).isInstanceOf(Dispensing.class);
            assertThat(approved.effects())
                    .contains(
                            new MachineEffect.BeginVend(
                                    ITEM_12, 175, MachineEffect.PaidBy.CASHLESS),
                            new MachineEffect.StartTimer(MachineEffect.Timer.MOTOR));
        }

        @Test
        void denialEndsTheSession() {
            assertThat(lines(step(asked, new MachineEvent.Stop())))
                    .containsExactly("c,STATUS,ENABLED");
        }

        @Test
        void cancellingIsToldAndAnApprovalAfterItTurnsNothing() {
            var cancelled = step(asked, new MachineEvent.CancelPressed());
            assertThat(lines(cancelled))
                    .containsExactly("c,ERR,VEND 1", "c,STATUS,IDLE", "c,STATUS,ENABLED");

            var late = VendingMachine.step(PLAIN, cancelled.next(), new MachineEvent.Approve(175));

            assertThat(lines(late)).containsExactly("c,ERR,-1");
            assertThat(late.effects()).hasSize(1);
        }

        @Test
        void aResetBeforeApprovalVendsNothing() {
            var reset = step(asked, new MachineEvent.Reset());

            assertThat(reset.next().cashless()).isEqualTo(new Inactive());
            assertThat(reset.effects()).noneMatch(EndVend.class::isInstance);
        }
    }

    @Nested
    class WhileTheMotorTurns {
        final Cashless turning = new Dispensing(ITEM_12, new InSession(500));

        @Test
        void successIsToldAndEndsTheSession() {
            var done = step(turning, new MachineEvent.MotorStopped(false));

            assertThat(done.next().cashless()).isEqualTo(new Enabled());
            assertThat(lines(done))
                    .containsExactly("c,VEND,SUCCESS", "c,STATUS,IDLE", "c,STATUS,ENABLED");
        }

        @Test
        void aJamIsTold() {
            var jammed = step(turning, new MachineEvent.MotorStopped(true));

            assertThat(jammed.effects()).contains(new EndVend(Outcome.JAMMED));
            assertThat(lines(jammed))
                    .containsExactly("c,ERR,VEND 3", "c,STATUS,IDLE", "c,STATUS,ENABLED");
        }

        @Test
        void aResetOrACutCableCountsAsSold() {
            for (var event :
                    new MachineEvent[] {
                        new MachineEvent.Reset(),
                        new MachineEvent.Unplugged(),
                        new MachineEvent.SwitchOff()
                    }) {
                assertThat(step(turning, event).effects())
                        .contains(new EndVend(Outcome.VENDED_UNHEARD));
            }
        }

        @Test
        void aMultivendSessionGoesOnWithWhatIsLeft() {
            var done =
                    VendingMachine.step(
                            Fixture.MULTIVEND, in(turning), new MachineEvent.MotorStopped(false));

            assertThat(done.next().cashless()).isEqualTo(new SessionIdle(325));
            assertThat(lines(done)).containsExactly("c,VEND,SUCCESS", "c,STATUS,IDLE");
        }

        @Test
        void aJamLeavesAMultivendSessionItsFunds() {
            var jammed =
                    VendingMachine.step(
                            Fixture.MULTIVEND, in(turning), new MachineEvent.MotorStopped(true));

            assertThat(jammed.next().cashless()).isEqualTo(new SessionIdle(500));
        }
    }

    @Nested
    class AlwaysIdle {
        @Test
        void aSelectionWithoutASessionAsksTheReader() {
            Begun none = new WithoutSession();

            var asked =
                    VendingMachine.step(Fixture.ALWAYS_IDLE, offering(new Enabled()), SELECT_12);

            assertThat(asked.next().cashless()).isEqualTo(new VendRequested(ITEM_12, none));
            assertThat(lines(asked)).containsExactly("c,STATUS,VEND,1.75,12");
        }

        @Test
        void needsBothTheMachineAndTheReader() {
            assertThat(lines(VendingMachine.step(PLAIN, offering(new Enabled()), SELECT_12)))
                    .isEmpty();
            assertThat(
                            lines(
                                    VendingMachine.step(
                                            Fixture.ALWAYS_IDLE, in(new Enabled()), SELECT_12)))
                    .isEmpty();
        }

        @Test
        void coinsThatSufficeComeFirst() {
            var machine = offering(new Enabled()).with(new Coins.Waiting(200));

            var sold = VendingMachine.step(Fixture.ALWAYS_IDLE, machine, SELECT_12);

            assertThat(sold.next().coins()).isEqualTo(new Coins.Turning(ITEM_12, 25));
            assertThat(sold.next().cashless()).isEqualTo(new Enabled());
        }
    }

    @Nested
    class WithCoins {
        @Test
        void buyInEveryStateInWhichNoReaderIsBusy() {
            for (var state : Fixture.STATES) {
                boolean busy =
                        state instanceof VendRequested
                                || state instanceof Dispensing
                                || state instanceof SessionIdle;
                var machine = in(state).with(new Coins.Waiting(175));

                var sold = VendingMachine.step(PLAIN, machine, SELECT_12);

                assertThat(sold.next().coins())
                        .as(state.toString())
                        .isEqualTo(busy ? new Coins.Waiting(175) : new Coins.Turning(ITEM_12, 0));
            }
        }

        @Test
        void comeBackAsCreditAfterAJamAndThenOnReturn() {
            var turning = in(new Off()).with(new Coins.Turning(ITEM_12, 25));

            var jammed =
                    VendingMachine.step(PLAIN, turning, new MachineEvent.CoinMotorStopped(true));
            var returned =
                    VendingMachine.step(PLAIN, jammed.next(), new MachineEvent.CoinReturnPressed());

            assertThat(jammed.next().coins()).isEqualTo(new Coins.Waiting(200));
            assertThat(returned.effects()).contains(new MachineEffect.PayOut(200));
        }

        @Test
        void beyondTheMostCreditFallThrough() {
            var full = in(new Off()).with(new Coins.Waiting(CoinSide.MOST_CREDIT));

            var more = VendingMachine.step(PLAIN, full, new MachineEvent.CoinInserted(5));

            assertThat(more.next()).isEqualTo(full);
            assertThat(more.effects()).containsExactly(new MachineEffect.PayOut(5));
        }
    }
}
