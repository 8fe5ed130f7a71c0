package dev.coinless.simulators.vmc;

import dev.coinless.simulators.vmc.MachineState.Begun.InSession;
import dev.coinless.simulators.vmc.MachineState.Begun.WithoutSession;
import dev.coinless.simulators.vmc.MachineState.Cashless;
import java.util.Currency;
import java.util.List;

/// The machine of M7: item 12 costs 175, in EUR.
final class Fixture {
    static final Item ITEM_12 = new Item(12, 175);
    static final Amounts EUR = new Amounts(Currency.getInstance("EUR"));
    static final Settings PLAIN = new Settings(EUR, false, false);
    static final Settings ALWAYS_IDLE = new Settings(EUR, true, false);
    static final Settings MULTIVEND = new Settings(EUR, false, true);

    static final List<Cashless> STATES =
            List.of(
                    new Cashless.Off(),
                    new Cashless.Inactive(),
                    new Cashless.Disabled(),
                    new Cashless.Enabled(),
                    new Cashless.SessionIdle(500),
                    new Cashless.VendRequested(ITEM_12, new InSession(500)),
                    new Cashless.Dispensing(ITEM_12, new WithoutSession()),
                    new Cashless.Silent());

    static final List<MachineEvent> EVENTS =
            List.of(
                    new MachineEvent.SwitchOn(),
                    new MachineEvent.SwitchOff(),
                    new MachineEvent.ConfigureAlwaysIdle(true),
                    new MachineEvent.ConfigureCurrency(0x1978),
                    new MachineEvent.ConfigureOther(),
                    new MachineEvent.StartSession(500),
                    new MachineEvent.Approve(175),
                    new MachineEvent.Stop(),
                    new MachineEvent.Selected(ITEM_12),
                    new MachineEvent.CancelPressed(),
                    new MachineEvent.SessionCompleted(),
                    new MachineEvent.TimedOut(),
                    new MachineEvent.BusAdvanced(),
                    new MachineEvent.Reset(),
                    new MachineEvent.ReaderDisable(),
                    new MachineEvent.ReaderEnable(),
                    new MachineEvent.Unplugged(),
                    new MachineEvent.Plugged(),
                    new MachineEvent.MotorStopped(false),
                    new MachineEvent.CoinInserted(100),
                    new MachineEvent.CoinReturnPressed(),
                    new MachineEvent.CoinMotorStopped(false));

    private Fixture() {}

    static MachineState in(Cashless cashless) {
        return MachineState.atPowerOn()
                .withPlugged(!(cashless instanceof Cashless.Silent))
                .with(cashless);
    }

    static MachineState offering(Cashless cashless) {
        return in(cashless).with(new MachineState.ReaderOptions(true, 0x1978));
    }

    /// The lines among a step's effects.
    static List<String> lines(VendingMachine.Step step) {
        return step.effects().stream()
                .filter(MachineEffect.Say.class::isInstance)
                .map(effect -> ((MachineEffect.Say) effect).line())
                .toList();
    }
}
