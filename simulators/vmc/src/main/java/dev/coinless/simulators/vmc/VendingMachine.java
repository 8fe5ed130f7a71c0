package dev.coinless.simulators.vmc;

import dev.coinless.simulators.vmc.MachineEffect.BeginVend;
import dev.coinless.simulators.vmc.MachineEffect.Display;
import dev.coinless.simulators.vmc.MachineEffect.EndVend;
import dev.coinless.simulators.vmc.MachineEffect.Outcome;
import dev.coinless.simulators.vmc.MachineEffect.PaidBy;
import dev.coinless.simulators.vmc.MachineEffect.Say;
import dev.coinless.simulators.vmc.MachineEffect.StartTimer;
import dev.coinless.simulators.vmc.MachineEffect.StopTimer;
import dev.coinless.simulators.vmc.MachineEffect.Timer;
import dev.coinless.simulators.vmc.MachineEvent.*;
import dev.coinless.simulators.vmc.MachineState.Begun;
import dev.coinless.simulators.vmc.MachineState.Begun.InSession;
import dev.coinless.simulators.vmc.MachineState.Begun.WithoutSession;
import dev.coinless.simulators.vmc.MachineState.Cashless.Disabled;
import dev.coinless.simulators.vmc.MachineState.Cashless.Dispensing;
import dev.coinless.simulators.vmc.MachineState.Cashless.Enabled;
import dev.coinless.simulators.vmc.MachineState.Cashless.Inactive;
import dev.coinless.simulators.vmc.MachineState.Cashless.Off;
import dev.coinless.simulators.vmc.MachineState.Cashless.SessionIdle;
import dev.coinless.simulators.vmc.MachineState.Cashless.Silent;
import dev.coinless.simulators.vmc.MachineState.Cashless.VendRequested;
import dev.coinless.simulators.vmc.MachineState.ReaderOptions;
import java.util.ArrayList;
import java.util.List;

/// The machine: `(state, event) -> (next state, effects)`, no clock and no line.
///
/// The lines are those of the adapter's public documentation; what it leaves open is decided here
/// and listed in simulators/README.md.
final class VendingMachine {
    static final Display READY = new Display("READY");

    private static final Say IS_OFF = new Say("c,ERR,\"cashless is off\"");
    private static final Say IS_ON = new Say("c,ERR,\"cashless is on\"");
    private static final Say OUT_OF_SEQUENCE = new Say("c,ERR,-1");
    private static final Say CONFIGURED = new Say("c,SET,OK");
    private static final Say INACTIVE = new Say("c,STATUS,INACTIVE");
    private static final Say DISABLED = new Say("c,STATUS,DISABLED");
    private static final Say ENABLED = new Say("c,STATUS,ENABLED");
    private static final Say IDLE = new Say("c,STATUS,IDLE");
    private static final Say VEND_SUCCESS = new Say("c,VEND,SUCCESS");
    private static final Say VEND_CANCELLED = new Say("c,ERR,VEND 1");
    private static final Say VEND_FAILED = new Say("c,ERR,VEND 3");

    record Step(MachineState next, List<MachineEffect> effects) {
        static Step to(MachineState next, MachineEffect... effects) {
            return new Step(next, List.of(effects));
        }

        /// This step with effects before its own.
        Step after(MachineEffect... earlier) {
            var all = new ArrayList<>(List.of(earlier));
            all.addAll(effects);
            return new Step(next, List.copyOf(all));
        }
    }

    private VendingMachine() {}

    static Step step(Settings settings, MachineState machine, MachineEvent event) {
        return switch (event) {
            case CoinEvent coin -> CoinSide.step(settings, machine, coin);
            case CashlessEvent cashless -> stepCashless(settings, machine, cashless);
        };
    }

    private static Step stepCashless(Settings settings, MachineState machine, CashlessEvent event) {
        return switch (machine.cashless()) {
            case Off() -> whenOff(settings, machine, event);
            case Inactive() -> whenInactive(settings, machine, event);
            case Disabled() -> whenDisabled(settings, machine, event);
            case Enabled() -> whenEnabled(settings, machine, event);
            case SessionIdle(long funds) -> whenSessionIdle(settings, machine, funds, event);
            case VendRequested requested -> whenVendRequested(machine, requested, event);
            case Dispensing dispensing -> whenDispensing(settings, machine, dispensing, event);
            case Silent() -> whenSilent(settings, machine, event);
        };
    }

    private static Step whenOff(Settings settings, MachineState machine, CashlessEvent event) {
        ReaderOptions options = machine.options();
        return switch (event) {
            case SwitchOn() -> startUp(machine).after(INACTIVE, new Say("c,1"));
            case SwitchOff() -> Step.to(machine, INACTIVE, new Say("c,0"));
            case ConfigureAlwaysIdle(boolean offered) ->
                    Step.to(
                            machine.with(new ReaderOptions(offered, options.currencyCode())),
                            CONFIGURED);
            case ConfigureCurrency(int code) ->
                    Step.to(
                            machine.with(new ReaderOptions(options.alwaysIdle(), code)),
                            CONFIGURED);
            case ConfigureOther() -> Step.to(machine, CONFIGURED);
            case StartSession _, Approve _, Stop _ -> Step.to(machine, IS_OFF);
            case Selected(var item) -> CoinSide.select(settings, machine, item);
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case Unplugged() -> Step.to(machine.withPlugged(false));
            case Plugged() -> Step.to(machine.withPlugged(true));
            case CancelPressed _,
                    SessionCompleted _,
                    TimedOut _,
                    BusAdvanced _,
                    Reset _,
                    MotorStopped _ ->
                    Step.to(machine);
        };
    }

    private static Step whenInactive(Settings settings, MachineState machine, CashlessEvent event) {
        return switch (event) {
            case BusAdvanced() -> setUp(settings, machine);
            case Reset() -> startUp(machine).after(INACTIVE);
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case Selected(var item) -> CoinSide.select(settings, machine, item);
            case CancelPressed _, SessionCompleted _, TimedOut _, MotorStopped _, Plugged _ ->
                    Step.to(machine);
            case StartSession _, Approve _, Stop _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
            case SwitchOff() -> switchOff(machine);
            case Unplugged() -> cut(machine);
        };
    }

    private static Step whenDisabled(Settings settings, MachineState machine, CashlessEvent event) {
        return switch (event) {
            case BusAdvanced() -> allow(settings, machine);
            case ReaderEnable() -> allow(settings, machine.withReaderAllowed(true));
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case Reset() -> startUp(machine).after(INACTIVE);
            case Selected(var item) -> CoinSide.select(settings, machine, item);
            case CancelPressed _, SessionCompleted _, TimedOut _, MotorStopped _, Plugged _ ->
                    Step.to(machine);
            case StartSession _, Approve _, Stop _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
            case SwitchOff() -> switchOff(machine);
            case Unplugged() -> cut(machine);
        };
    }

    private static Step whenEnabled(Settings settings, MachineState machine, CashlessEvent event) {
        return switch (event) {
            case StartSession(long funds) ->
                    Step.to(
                            machine.with(new SessionIdle(funds)),
                            IDLE,
                            new Display(creditText(settings, funds)),
                            new StartTimer(Timer.SESSION));
            case Selected(var item) -> selectWithoutSession(settings, machine, item);
            case ReaderDisable() ->
                    Step.to(machine.withReaderAllowed(false).with(new Disabled()), DISABLED);
            case Reset() -> startUp(machine).after(INACTIVE);
            case ReaderEnable _,
                    BusAdvanced _,
                    CancelPressed _,
                    SessionCompleted _,
                    TimedOut _,
                    MotorStopped _,
                    Plugged _ ->
                    Step.to(machine);
            case Approve _, Stop _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
            case SwitchOff() -> switchOff(machine);
            case Unplugged() -> cut(machine);
        };
    }

    private static Step whenSessionIdle(
            Settings settings, MachineState machine, long funds, CashlessEvent event) {
        return switch (event) {
            case Selected(var item) when CoinSide.isTurning(machine) ->
                    CoinSide.select(settings, machine, item);
            case Selected(var item) when funds == Amounts.UNKNOWN || funds >= item.price() ->
                    request(settings, machine, item, new InSession(funds))
                            .after(new StopTimer(Timer.SESSION));
            case Selected(var item) -> CoinSide.select(settings, machine, item);
            case Stop _, CancelPressed _, SessionCompleted _, TimedOut _ ->
                    endSession(machine).after(new StopTimer(Timer.SESSION));
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case Reset() -> startUp(machine).after(new StopTimer(Timer.SESSION), INACTIVE, READY);
            case StartSession _, Approve _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case BusAdvanced _, MotorStopped _, Plugged _ -> Step.to(machine);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
            case SwitchOff() -> switchOff(machine).after(new StopTimer(Timer.SESSION), READY);
            case Unplugged() -> cut(machine).after(new StopTimer(Timer.SESSION), READY);
        };
    }

    private static Step whenVendRequested(
            MachineState machine, VendRequested asked, CashlessEvent event) {
        var stop = new StopTimer(Timer.APPROVAL);
        return switch (event) {
            case Approve(long amount) ->
                    Step.to(
                            machine.with(new Dispensing(asked.item(), asked.begun())),
                            stop,
                            new BeginVend(asked.item(), amount, PaidBy.CASHLESS),
                            new Display("VENDING " + asked.item().number()),
                            new StartTimer(Timer.MOTOR));
            case Stop() -> endSession(machine).after(stop, new Display("PAYMENT REFUSED"));
            case CancelPressed _, TimedOut _ ->
                    endSession(machine).after(stop, VEND_CANCELLED, IDLE);
            case Selected _ -> Step.to(machine, new Display("PLEASE WAIT"));
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case Reset() -> startUp(machine).after(stop, INACTIVE, READY);
            case StartSession _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case SessionCompleted _, BusAdvanced _, MotorStopped _, Plugged _ -> Step.to(machine);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
            case SwitchOff() -> switchOff(machine).after(stop, READY);
            case Unplugged() -> cut(machine).after(stop, READY);
        };
    }

    private static Step whenDispensing(
            Settings settings, MachineState machine, Dispensing vend, CashlessEvent event) {
        var unheard = new EndVend(Outcome.VENDED_UNHEARD);
        var stop = new StopTimer(Timer.MOTOR);
        return switch (event) {
            case MotorStopped(boolean jammed) when jammed ->
                    endVend(settings, machine, vend.begun())
                            .after(new EndVend(Outcome.JAMMED), VEND_FAILED, IDLE);
            case MotorStopped(_) ->
                    endVend(settings, machine, remaining(vend))
                            .after(new EndVend(Outcome.VENDED), VEND_SUCCESS, IDLE);
            // The product is falling: whatever the reader does not hear any more, it was sold.
            case Reset() -> startUp(machine).after(stop, unheard, INACTIVE, READY);
            case SwitchOff() -> switchOff(machine).after(stop, unheard, READY);
            case Unplugged() -> cut(machine).after(stop, unheard, READY);
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case Selected _ -> Step.to(machine, new Display("PLEASE WAIT"));
            case StartSession _, Approve _, Stop _ -> Step.to(machine, OUT_OF_SEQUENCE);
            case CancelPressed _, SessionCompleted _, TimedOut _, BusAdvanced _, Plugged _ ->
                    Step.to(machine);
            case SwitchOn _, ConfigureAlwaysIdle _, ConfigureCurrency _, ConfigureOther _ ->
                    Step.to(machine, IS_ON);
        };
    }

    private static Step whenSilent(Settings settings, MachineState machine, CashlessEvent event) {
        return switch (event) {
            case Plugged() -> startUp(machine.withPlugged(true)).after(INACTIVE);
            case Selected(var item) -> CoinSide.select(settings, machine, item);
            case ReaderDisable() -> Step.to(machine.withReaderAllowed(false));
            case ReaderEnable() -> Step.to(machine.withReaderAllowed(true));
            case SwitchOn _,
                    SwitchOff _,
                    ConfigureAlwaysIdle _,
                    ConfigureCurrency _,
                    ConfigureOther _,
                    StartSession _,
                    Approve _,
                    Stop _,
                    CancelPressed _,
                    SessionCompleted _,
                    TimedOut _,
                    BusAdvanced _,
                    Reset _,
                    Unplugged _,
                    MotorStopped _ ->
                    Step.to(machine);
        };
    }

    /// After a reset: wait for the controller's SETUP.
    private static Step startUp(MachineState machine) {
        return Step.to(machine.with(new Inactive()), new StartTimer(Timer.BUS));
    }

    private static Step setUp(Settings settings, MachineState machine) {
        MachineState disabled = machine.with(new Disabled());
        return mayEnable(settings, machine)
                ? Step.to(disabled, DISABLED, new StartTimer(Timer.BUS))
                : Step.to(disabled, DISABLED);
    }

    private static Step allow(Settings settings, MachineState machine) {
        return mayEnable(settings, machine)
                ? Step.to(machine.with(new Enabled()), ENABLED)
                : Step.to(machine);
    }

    /// A reader of another currency is never enabled.
    private static boolean mayEnable(Settings settings, MachineState machine) {
        int code = machine.options().currencyCode();
        return machine.readerAllowed() && (code == 0 || code == settings.amounts().mdbCode());
    }

    private static Step selectWithoutSession(Settings settings, MachineState machine, Item item) {
        boolean coinsSuffice =
                machine.coins() instanceof MachineState.Coins.Waiting(long credit)
                        && credit >= item.price();
        boolean mayAsk = settings.alwaysIdle() && machine.options().alwaysIdle();
        return mayAsk && !coinsSuffice && !CoinSide.isTurning(machine)
                ? request(settings, machine, item, new WithoutSession())
                : CoinSide.select(settings, machine, item);
    }

    private static Step request(Settings settings, MachineState machine, Item item, Begun begun) {
        String price = settings.amounts().format(item.price());
        return Step.to(
                machine.with(new VendRequested(item, begun)),
                new Say("c,STATUS,VEND,%s,%d".formatted(price, item.number())),
                new Display("PAY " + price),
                new StartTimer(Timer.APPROVAL));
    }

    private static Begun remaining(Dispensing vend) {
        return switch (vend.begun()) {
            case InSession(long funds) when funds != Amounts.UNKNOWN ->
                    new InSession(Math.max(0, funds - vend.item().price()));
            case InSession same -> same;
            case WithoutSession none -> none;
        };
    }

    private static Step endVend(Settings settings, MachineState machine, Begun begun) {
        return switch (begun) {
            case InSession(long funds) when settings.multivend() ->
                    Step.to(
                            machine.with(new SessionIdle(funds)),
                            new Display(creditText(settings, funds)),
                            new StartTimer(Timer.SESSION));
            case InSession _, WithoutSession _ -> endSession(machine);
        };
    }

    /// READER DISABLE during a session did not disturb it and counts now (MDB/ICP 7.4.12).
    private static Step endSession(MachineState machine) {
        return machine.readerAllowed()
                ? Step.to(machine.with(new Enabled()), ENABLED, READY)
                : Step.to(machine.with(new Disabled()), DISABLED, READY);
    }

    private static Step switchOff(MachineState machine) {
        return Step.to(machine.with(new Off()), new StopTimer(Timer.BUS), INACTIVE, new Say("c,0"));
    }

    private static Step cut(MachineState machine) {
        return Step.to(machine.with(new Silent()).withPlugged(false), new StopTimer(Timer.BUS));
    }

    private static String creditText(Settings settings, long funds) {
        return funds == Amounts.UNKNOWN ? "CHOOSE" : "CREDIT " + settings.amounts().format(funds);
    }
}
