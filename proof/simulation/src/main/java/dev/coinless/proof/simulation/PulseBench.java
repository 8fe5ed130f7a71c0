package dev.coinless.proof.simulation;

import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.pulse.CoinPulses;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.pulse.PulseLines;
import dev.coinless.edge.pulse.PulseMachine;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The wires of a machine that counts pulses, and the machine at their other end: it counts a pulse
/// that was on the wire for its width, inhibits when it likes, and has a coin acceptor of its own.
final class PulseBench implements PulseLines {

    /// The one line that is wired, and what the machine gives for a pulse of it.
    static final int LINE = 1;

    static final long VALUE = 50;

    /// Longer than any train, in moves of the wires.
    private static final int MOST = 100;

    /// No train takes so long.
    private static final Duration LONG = Duration.ofSeconds(2);

    private final SimulatedModule module;
    private final RandomGenerator dice;
    private Optional<Goods.Vend> onTheWire = Optional.empty();
    private boolean resting;
    private boolean inhibits;

    PulseBench(SimulatedModule module, RandomGenerator dice) {
        this.module = module;
        this.dice = dice;
    }

    /// The production port, new with each start of the agent.
    MachinePort port() {
        var line =
                new PulseLine(
                        LINE,
                        Money.of(VALUE, "EUR"),
                        PulseLine.WIDTH,
                        PulseLine.GAP,
                        PulseLine.INHIBIT_TIMEOUT);
        return new PulseMachine(
                List.of(line), this, new CoinPulses(Map.of(LINE, VALUE)), (_, _) -> {});
    }

    /// The adapter has found its wires.
    void attached() {
        tell(new MachineInput.Attached());
        if (inhibits) {
            tell(new MachineInput.Inhibit(LINE, true));
        }
    }

    private void tell(MachineInput input) {
        module.on(new AgentEvent.Machine(input));
    }

    boolean isBusy() {
        return onTheWire.isPresent() || resting;
    }

    @Override
    public void pulse(int line, Duration width, Duration gap) {
        module.power().moment();
        onTheWire = Optional.of(module.signal(new Selection(line, Money.of(VALUE, "EUR"))));
        module.power().moment();
    }

    /// The machine's side goes on: mostly the pulse ends and the line rests; else a whim.
    void says(int choice) {
        if (isBusy() && choice % 8 < 6) {
            goOn();
            return;
        }
        switch (choice / 8 % 8) {
            case 0 -> lost();
            case 1, 2, 3 -> inhibit(!inhibits);
            default -> goOn();
        }
    }

    /// So much time is about to go by: the wires need no more than milliseconds for a pulse.
    void elapse(Duration time) {
        if (time.compareTo(PulseLine.WIDTH) >= 0 && onTheWire.isPresent()) {
            goOn();
        }
        if (time.compareTo(PulseLine.WIDTH.plus(PulseLine.GAP)) >= 0 && resting) {
            goOn();
        }
        if (time.compareTo(LONG) >= 0) {
            for (int i = 0; isBusy() && i < MOST; i++) {
                goOn();
            }
        }
    }

    private void goOn() {
        if (onTheWire.isPresent()) {
            module.goods().given(onTheWire.get());
            onTheWire = Optional.empty();
            resting = true;
            tell(new MachineInput.PulseSent(LINE));
        } else if (resting) {
            resting = false;
            tell(new MachineInput.LineRested(LINE));
        }
    }

    private void inhibit(boolean on) {
        inhibits = on;
        tell(new MachineInput.Inhibit(LINE, on));
    }

    /// The wires are torn off for a moment.
    private void lost() {
        left();
        tell(new MachineInput.Detached());
        attached();
    }

    /// Somebody puts a coin into the machine's own acceptor.
    void coin() {
        var coin = new CoinBox.Coins(CashSource.COIN_PULSE, LINE, VALUE);
        module.machine().coins().telling(coin);
        tell(new MachineInput.CoinPulse(LINE));
        if (!module.isDark()) {
            module.machine().coins().heard(coin, module.power().isFull());
        }
    }

    /// The module is dark: a pulse that was on the wire may have been too short.
    void left() {
        onTheWire.ifPresent(pulse -> {
            module.goods().doubt(pulse.grant());
            if (dice.nextBoolean()) {
                module.goods().given(pulse);
            }
        });
        onTheWire = Optional.empty();
        resting = false;
    }

    /// The machine allows everything again, and what is under way comes to its end.
    void ends() {
        inhibit(false);
        for (int i = 0; isBusy(); i++) {
            if (i > MOST) {
                throw new Violation("a train of pulses has no end");
            }
            goOn();
        }
    }
}
