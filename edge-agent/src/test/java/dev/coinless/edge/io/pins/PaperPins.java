package dev.coinless.edge.io.pins;

import com.pi4j.io.exception.IOException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Pins for Pi4J that exist on paper only: they note what is written and say what the test sets.
final class PaperPins {

    private final Map<Integer, DigitalState> levels = new HashMap<>();
    private final Map<Integer, Long> rising = new HashMap<>();
    private final Map<Integer, List<Double>> pulses = new HashMap<>();
    private final Map<Integer, Input> inputs = new HashMap<>();
    private final Set<Integer> broken = new HashSet<>();

    DigitalOutputProvider outputs() {
        return new Outputs();
    }

    DigitalInputProvider inputs() {
        return new Inputs();
    }

    /// The world drives an input.
    void set(int pin, DigitalState state) {
        levels.put(pin, state);
        var input = inputs.get(pin);
        if (input != null) {
            input.changed(state);
        }
    }

    void breakPin(int pin) {
        broken.add(pin);
    }

    synchronized boolean isHigh(int pin) {
        return rising.containsKey(pin);
    }

    synchronized List<Double> pulses(int pin) {
        return List.copyOf(pulses.getOrDefault(pin, List.of()));
    }

    private synchronized void write(int pin, DigitalState state) {
        if (broken.contains(pin)) {
            throw new IOException("pin %d is broken".formatted(pin));
        }
        if (state.isHigh()) {
            rising.put(pin, System.nanoTime());
        } else {
            var since = rising.remove(pin);
            if (since != null) {
                pulses.computeIfAbsent(pin, _ -> new ArrayList<>())
                        .add((System.nanoTime() - since) / 1e6);
            }
        }
    }

    private final class Outputs extends DigitalOutputProviderBase {
        Outputs() {
            super("paper-output");
        }

        @Override
        public DigitalOutput create(DigitalOutputConfig config) {
            var output = new Output(this, config);
            context().registry().add(output);
            return output;
        }
    }

    private final class Output extends DigitalOutputBase {
        Output(DigitalOutputProvider provider, DigitalOutputConfig config) {
            super(provider, config);
        }

        @Override
        public DigitalOutput state(DigitalState state) {
            write(config().address(), state);
            return super.state(state);
        }
    }

    private final class Inputs extends DigitalInputProviderBase {
        Inputs() {
            super("paper-input");
        }

        @Override
        public DigitalInput create(DigitalInputConfig config) {
            var input = new Input(this, config);
            context().registry().add(input);
            inputs.put(config.address(), input);
            return input;
        }
    }

    private final class Input extends DigitalInputBase {
        Input(DigitalInputProvider provider, DigitalInputConfig config) {
            super(provider, config);
        }

        @Override
        public DigitalState state() {
            return levels.getOrDefault(config().address(), DigitalState.HIGH);
        }

        void changed(DigitalState state) {
            dispatch(new DigitalStateChangeEvent<>(this, state));
        }
    }
}
