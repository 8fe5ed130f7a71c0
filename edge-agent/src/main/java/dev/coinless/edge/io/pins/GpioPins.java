package dev.coinless.edge.io.pins;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The pins of a Raspberry Pi, by Pi4J.
///
/// The kernel takes the pins back when this program ends in whatever way; then they float, so the
/// wiring must let a line rest by itself (docs/hobbyist.md).
public final class GpioPins implements Pins {

    /// Shorter changes of an inhibit input are noise of the machine's motors and relays.
    private static final long DEBOUNCE_MILLIS = 5;

    private final Context pi4j;
    private final Map<Integer, DigitalOutput> outputs = new HashMap<>();
    private final Map<Integer, Boolean> activeLow = new HashMap<>();

    private GpioPins(Context pi4j) {
        this.pi4j = pi4j;
    }

    /// The pins of the Pi that this program runs on.
    public static PinSource ofPi(List<GpioLine> lines, List<GpioCoin> coins) {
        // Pi4J's own hook would take the pins away while the module still ends its train.
        return events ->
                open(
                        Pi4J.newContextBuilder().autoDetect().disableShutdownHook().build(),
                        lines,
                        coins,
                        events);
    }

    /// The pins of a Pi4J context, which is shut down with them.
    static Pins open(Context pi4j, List<GpioLine> lines, List<GpioCoin> coins, PinEvents events)
            throws IOException {
        var pins = new GpioPins(pi4j);
        try {
            for (var line : lines) {
                pins.take(line, events);
            }
            for (var coin : coins) {
                pins.watch(coin, events);
            }
            return pins;
        } catch (Pi4JException e) {
            pins.close();
            throw new IOException(
                    "no pins: %s; is this a Raspberry Pi, and may this user open /dev/gpiochip0?"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private void take(GpioLine line, PinEvents events) {
        var rest = line.activeLow() ? DigitalState.HIGH : DigitalState.LOW;
        outputs.put(
                line.line(),
                pi4j.create(
                        DigitalOutput.newConfigBuilder(pi4j)
                                .id("pulse-" + line.line())
                                .address(line.pin())
                                .initial(rest)
                                .shutdown(rest)
                                .build()));
        activeLow.put(line.line(), line.activeLow());
        line.inhibit().ifPresent(pin -> watch(line, pin, events));
    }

    private void watch(GpioLine line, int pin, PinEvents events) {
        DigitalInput input =
                pi4j.create(
                        DigitalInput.newConfigBuilder(pi4j)
                                .id("inhibit-" + line.line())
                                .address(pin)
                                .pull(
                                        line.inhibitLow()
                                                ? PullResistance.PULL_UP
                                                : PullResistance.PULL_DOWN)
                                .debounce(DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS)
                                .build());
        input.addListener(
                change -> events.inhibit(line.line(), change.state().isLow() == line.inhibitLow()));
        if (input.state().isLow() == line.inhibitLow()) {
            events.inhibit(line.line(), true);
        }
    }

    private void watch(GpioCoin coin, PinEvents events) {
        DigitalInput input =
                pi4j.create(
                        DigitalInput.newConfigBuilder(pi4j)
                                .id("coin-" + coin.line())
                                .address(coin.pin())
                                .pull(
                                        coin.activeLow()
                                                ? PullResistance.PULL_UP
                                                : PullResistance.PULL_DOWN)
                                .debounce(DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS)
                                .build());
        input.addListener(change -> {
            if (change.state().isLow() == coin.activeLow()) {
                events.coin(coin.line());
            }
        });
    }

    @Override
    public void drive(int line, boolean active) throws IOException {
        var output = outputs.get(line);
        if (output == null) {
            throw new IOException("no pin for line " + line);
        }
        try {
            output.state(DigitalState.getState(active != activeLow.getOrDefault(line, false)));
        } catch (Pi4JException e) {
            throw new IOException(
                    "line %d cannot be driven: %s".formatted(line, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        pi4j.shutdown();
    }
}
