package dev.coinless.edge;

import dev.coinless.edge.agent.AgentEvent;
import dev.coinless.edge.agent.AgentLoop;
import dev.coinless.edge.config.CoinInputSettings;
import dev.coinless.edge.config.Configuration;
import dev.coinless.edge.config.MachineSettings;
import dev.coinless.edge.config.PulseLineSettings;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.io.pins.GpioCoin;
import dev.coinless.edge.io.pins.GpioLine;
import dev.coinless.edge.io.pins.GpioPins;
import dev.coinless.edge.io.pins.PinPulses;
import dev.coinless.edge.io.pins.SocketPins;
import dev.coinless.edge.io.serial.SerialLine;
import dev.coinless.edge.log.StageLog;
import dev.coinless.edge.mdb.QibixxMachine;
import dev.coinless.edge.mdb.SniffedSales;
import dev.coinless.edge.mdb.StartUp;
import dev.coinless.edge.pulse.CoinPulses;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.pulse.PulseMachine;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.TimeSource;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/// The machine port that the settings ask for, and the adapter behind it: the one place that knows
/// which there are.
///
/// @param start puts the adapter to work
/// @param end takes it away from the machine
record AttachedMachine(MachinePort port, Runnable start, Runnable end) implements AutoCloseable {

    static AttachedMachine of(
            Configuration configuration,
            Currency currency,
            AgentLoop loop,
            StageLog log,
            Disturbances disturbances,
            TimeSource time) {
        return switch (configuration.machine()) {
            case MachineSettings.Mdb mdb -> mdb(mdb, currency, loop, log, disturbances);
            case MachineSettings.Pulse pulse -> pulse(pulse, currency, loop, log, time);
        };
    }

    @Override
    public void close() {
        end.run();
    }

    private static AttachedMachine mdb(
            MachineSettings.Mdb mdb,
            Currency currency,
            AgentLoop loop,
            StageLog log,
            Disturbances disturbances) {
        boolean watches = mdb.cashUnit() > 0;
        var sales = new SniffedSales(mdb.address(), mdb.cashUnit(), currency);
        var serial =
                new SerialLine(
                        mdb.device(),
                        input -> {
                            if (!sales.isOthers(input)) {
                                loop.put(new AgentEvent.Machine(input));
                            }
                        },
                        log,
                        disturbances);
        var startUp = StartUp.of(mdb.address(), currency, mdb.alwaysIdle(), watches);
        return new AttachedMachine(
                new QibixxMachine(
                        startUp,
                        currency,
                        serial,
                        watches ? sales : CashWatch.NONE,
                        log,
                        disturbances),
                serial::start,
                serial::close);
    }

    /// Pi4J is loaded only for a Pi's own pins.
    private static AttachedMachine pulse(
            MachineSettings.Pulse pulse,
            Currency currency,
            AgentLoop loop,
            StageLog log,
            TimeSource time) {
        var source =
                pulse.isGpio()
                        ? GpioPins.ofPi(wires(pulse.lines()), coinWires(pulse.coins()))
                        : SocketPins.at(pulse.place(), time);
        var pins = new PinPulses(source, input -> loop.put(new AgentEvent.Machine(input)), log);
        return new AttachedMachine(
                new PulseMachine(lines(pulse.lines(), currency), pins, coins(pulse.coins()), log),
                pins::start,
                pins::close);
    }

    private static List<PulseLine> lines(List<PulseLineSettings> settings, Currency currency) {
        return settings.stream()
                .map(each ->
                        new PulseLine(
                                each.number(),
                                new Money(each.value(), currency),
                                each.width(),
                                each.gap(),
                                each.inhibitTimeout()))
                .toList();
    }

    private static CashWatch coins(List<CoinInputSettings> inputs) {
        return new CoinPulses(
                inputs.stream()
                        .collect(
                                Collectors.toMap(
                                        CoinInputSettings::line, CoinInputSettings::value)));
    }

    private static List<GpioCoin> coinWires(List<CoinInputSettings> inputs) {
        return inputs.stream()
                .map(each -> new GpioCoin(each.line(), each.pin().orElseThrow(), each.activeLow()))
                .toList();
    }

    private static List<GpioLine> wires(List<PulseLineSettings> settings) {
        return settings.stream()
                .map(each ->
                        new GpioLine(
                                each.number(),
                                each.pin().orElseThrow(),
                                each.activeLow(),
                                each.inhibit(),
                                each.inhibitLow()))
                .toList();
    }
}
