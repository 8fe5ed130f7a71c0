package dev.coinless.edge.config;

import dev.coinless.model.grant.LineMask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/// The input that counts what the coin acceptor beside a line gives.
///
/// @param line 1..32
/// @param value minor units of one pulse
/// @param pin of the Pi; empty if simulated
/// @param activeLow whether a low level is a pulse
public record CoinInputSettings(int line, long value, OptionalInt pin, boolean activeLow) {

    private static final int MAX_VALUE = 100_000;

    /// Reads the inputs; which there are, `coin.value` says.
    ///
    /// @param lines of the machine, whose pins are taken
    /// @param wired whether they are on the Pi's pins
    static List<CoinInputSettings> read(
            Settings reader, List<PulseLineSettings> lines, boolean wired)
            throws ConfigurationException {
        var values = reader.byLine("coin.value", 1, MAX_VALUE);
        var levels = reader.byLine("coin.level", 0, 1);
        var pins = wired ? reader.byLine("coin.pin", 0, PulseLineSettings.MAX_PIN) : PerLine.none();
        if (values.all().isPresent()) {
            throw Settings.wrong(
                    "coin.value", "" + values.all().getAsInt(), "write LINE:VALUE, such as 1:50");
        }
        var inputs = new ArrayList<CoinInputSettings>();
        for (int line : values.lines()) {
            if (line < 1 || line > LineMask.MAX_LINE) {
                throw Settings.wrong("coin.value", line + ":...", "lines are 1 to 32");
            }
            inputs.add(
                    new CoinInputSettings(
                            line,
                            values.find(line).orElseThrow(),
                            pins.find(line),
                            levels.find(line).orElse(0) == 0));
        }
        if (wired) {
            requireOwnPins(inputs, lines);
        }
        return inputs;
    }

    private static void requireOwnPins(
            List<CoinInputSettings> inputs, List<PulseLineSettings> lines)
            throws ConfigurationException {
        var taken = new HashSet<Integer>();
        lines.forEach(line -> {
            line.pin().ifPresent(taken::add);
            line.inhibit().ifPresent(taken::add);
        });
        for (var input : inputs) {
            if (input.pin.isEmpty()) {
                throw new ConfigurationException(
                        "missing setting 'coin.pin' for line %d: add a line like coin.pin=%d:24"
                                .formatted(input.line, input.line));
            }
            if (!taken.add(input.pin.getAsInt())) {
                throw Settings.wrong(
                        "coin.pin",
                        "..." + input.line + ":" + input.pin.getAsInt(),
                        "each pin can have one use");
            }
        }
    }
}
