package dev.coinless.edge.io.pins;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.List;
import java.util.OptionalInt;

/// The real adapter on Pi4J's own core; only the pins below it are the test's.
class GpioPinsTest extends PinsContractTest {
    private static final int PULSE_PIN = 17;
    private static final int INHIBIT_PIN = 22;
    private static final int COIN_PIN = 24;

    private final PaperPins paper = new PaperPins();

    @Override
    PinSource source() {
        return events ->
                GpioPins.open(
                        context(),
                        List.of(
                                new GpioLine(
                                        1, PULSE_PIN, false, OptionalInt.of(INHIBIT_PIN), true)),
                        List.of(new GpioCoin(1, COIN_PIN, true)),
                        events);
    }

    private Context context() {
        return Pi4J.newContextBuilder()
                .noAutoDetect()
                .disableShutdownHook()
                .add(paper.outputs(), paper.inputs())
                .build();
    }

    @Override
    void inhibit(boolean on) {
        paper.set(INHIBIT_PIN, on ? DigitalState.LOW : DigitalState.HIGH);
    }

    @Override
    void coin() {
        paper.set(COIN_PIN, DigitalState.LOW);
        paper.set(COIN_PIN, DigitalState.HIGH);
    }

    @Override
    List<Seen> seen(int count) {
        return paper.pulses(PULSE_PIN).stream().map(width -> new Seen(1, width)).toList();
    }

    @Override
    void lose() {
        paper.breakPin(PULSE_PIN);
    }

    @Override
    boolean isActive() {
        return paper.isHigh(PULSE_PIN);
    }
}
