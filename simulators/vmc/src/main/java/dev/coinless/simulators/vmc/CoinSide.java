package dev.coinless.simulators.vmc;

import dev.coinless.simulators.vmc.MachineEffect.BeginVend;
import dev.coinless.simulators.vmc.MachineEffect.Display;
import dev.coinless.simulators.vmc.MachineEffect.EndVend;
import dev.coinless.simulators.vmc.MachineEffect.Outcome;
import dev.coinless.simulators.vmc.MachineEffect.PaidBy;
import dev.coinless.simulators.vmc.MachineEffect.PayOut;
import dev.coinless.simulators.vmc.MachineEffect.StartTimer;
import dev.coinless.simulators.vmc.MachineEffect.Timer;
import dev.coinless.simulators.vmc.MachineEvent.CoinEvent;
import dev.coinless.simulators.vmc.MachineState.Coins.Turning;
import dev.coinless.simulators.vmc.MachineState.Coins.Waiting;
import dev.coinless.simulators.vmc.VendingMachine.Step;

/// The coin half of the machine, which needs nobody on the line.
final class CoinSide {
    /// Minor units that the machine holds for a customer at most, so that credit stays a price's
    /// size.
    static final long MOST_CREDIT = 10_000;

    private CoinSide() {}

    static Step step(Settings settings, MachineState machine, CoinEvent event) {
        return switch (machine.coins()) {
            case Waiting(long credit) -> whenWaiting(settings, machine, credit, event);
            case Turning turning -> whenTurning(settings, machine, turning, event);
        };
    }

    private static Step whenWaiting(
            Settings settings, MachineState machine, long credit, CoinEvent event) {
        return switch (event) {
            case MachineEvent.CoinInserted(long amount) when credit + amount > MOST_CREDIT ->
                    Step.to(machine, new PayOut(amount));
            case MachineEvent.CoinInserted(long amount) ->
                    Step.to(
                            machine.with(new Waiting(credit + amount)),
                            new Display("CREDIT " + settings.amounts().format(credit + amount)));
            case MachineEvent.CoinReturnPressed() when credit > 0 ->
                    Step.to(machine.with(new Waiting(0)), new PayOut(credit), VendingMachine.READY);
            case MachineEvent.CoinReturnPressed(), MachineEvent.CoinMotorStopped(_) ->
                    Step.to(machine);
        };
    }

    private static Step whenTurning(
            Settings settings, MachineState machine, Turning turning, CoinEvent event) {
        return switch (event) {
            case MachineEvent.CoinMotorStopped(boolean jammed) when jammed ->
                    Step.to(
                            machine.with(new Waiting(turning.item().price() + turning.change())),
                            new EndVend(Outcome.JAMMED),
                            new Display("SOLD OUT, CHOOSE AGAIN OR PRESS RETURN"));
            case MachineEvent.CoinMotorStopped(_) ->
                    Step.to(
                            machine.with(new Waiting(turning.change())),
                            new EndVend(Outcome.VENDED),
                            turning.change() == 0
                                    ? VendingMachine.READY
                                    : new Display(
                                            "CREDIT "
                                                    + settings.amounts().format(turning.change())));
            case MachineEvent.CoinInserted(long amount) -> Step.to(machine, new PayOut(amount));
            case MachineEvent.CoinReturnPressed() -> Step.to(machine);
        };
    }

    static boolean isTurning(MachineState machine) {
        return machine.coins() instanceof Turning;
    }

    /// A selection that is to be paid in coins, or not at all.
    static Step select(Settings settings, MachineState machine, Item item) {
        return switch (machine.coins()) {
            case Turning _ -> Step.to(machine, new Display("PLEASE WAIT"));
            case Waiting(long credit) when credit >= item.price() ->
                    Step.to(
                            machine.with(new Turning(item, credit - item.price())),
                            new BeginVend(item, item.price(), PaidBy.COIN),
                            new Display("VENDING " + item.number()),
                            new StartTimer(Timer.COIN_MOTOR));
            case Waiting _ ->
                    Step.to(
                            machine,
                            new Display("PRICE " + settings.amounts().format(item.price())));
        };
    }
}
