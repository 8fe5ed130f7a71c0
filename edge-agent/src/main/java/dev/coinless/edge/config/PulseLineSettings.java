package dev.coinless.edge.config;

import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.model.grant.LineMask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/// One line of a pulse machine.
///
/// @param number 1..32
/// @param value minor units that the machine gives for one pulse
/// @param pin of the Pi; empty if simulated
/// @param activeLow whether a low level is a pulse
/// @param inhibit pin by which the machine forbids pulses
/// @param inhibitLow whether a low level forbids
public record PulseLineSettings(
        int number,
        long value,
        Duration width,
        Duration gap,
        Duration inhibitTimeout,
        OptionalInt pin,
        boolean activeLow,
        OptionalInt inhibit,
        boolean inhibitLow) {

    /// A pulse of a thousand units is a banknote, not a coin.
    private static final int MAX_VALUE = 100_000;

    /// Milliseconds: shorter ones are taken for noise, longer ones for a stuck coin.
    private static final int MIN_WIDTH = 10;

    private static final int MAX_WIDTH = 1000;
    private static final int MIN_GAP = 10;
    private static final int MAX_GAP = 5000;
    private static final int MAX_SECONDS = 3600;

    /// The Pi's header has the chip's pins up to this one.
    static final int MAX_PIN = 27;

    /// Reads the lines; which there are, `pulse.value` says.
    ///
    /// @param wired whether they are on the Pi's pins
    static List<PulseLineSettings> read(Settings reader, boolean wired)
            throws ConfigurationException {
        var values = reader.byLine("pulse.value", 1, MAX_VALUE);
        if (!values.hasLines()) {
            throw Settings.wrong(
                    "pulse.value",
                    reader.require("pulse.value", "1:50"),
                    "write LINE:VALUE, such as 1:50,2:100");
        }
        var widths = reader.byLine("pulse.width", MIN_WIDTH, MAX_WIDTH);
        var gaps = reader.byLine("pulse.gap", MIN_GAP, MAX_GAP);
        var levels = reader.byLine("pulse.level", 0, 1);
        var timeouts = reader.byLine("pulse.inhibit.timeout", 1, MAX_SECONDS);
        var pins = wired ? reader.byLine("pulse.pin", 0, MAX_PIN) : PerLine.none();
        var inhibits = wired ? reader.byLine("pulse.inhibit.pin", 0, MAX_PIN) : PerLine.none();
        var inhibitLevels = reader.byLine("pulse.inhibit.level", 0, 1);
        var lines = new ArrayList<PulseLineSettings>();
        for (int line : values.lines()) {
            if (line < 1 || line > LineMask.MAX_LINE) {
                throw Settings.wrong("pulse.value", line + ":...", "lines are 1 to 32");
            }
            lines.add(
                    new PulseLineSettings(
                            line,
                            values.find(line).orElseThrow(),
                            millis(widths, line, PulseLine.WIDTH),
                            millis(gaps, line, PulseLine.GAP),
                            Duration.ofSeconds(
                                    timeouts.find(line)
                                            .orElse((int) PulseLine.INHIBIT_TIMEOUT.toSeconds())),
                            pins.find(line),
                            levels.find(line).orElse(1) == 0,
                            inhibits.find(line),
                            inhibitLevels.find(line).orElse(0) == 0));
        }
        if (wired) {
            requireOwnPins(lines);
        }
        return lines;
    }

    private static Duration millis(PerLine values, int line, Duration usual) {
        return Duration.ofMillis(values.find(line).orElse((int) usual.toMillis()));
    }

    private static void requireOwnPins(List<PulseLineSettings> lines)
            throws ConfigurationException {
        var taken = new HashSet<Integer>();
        for (var line : lines) {
            if (line.pin.isEmpty()) {
                throw new ConfigurationException(
                        "missing setting 'pulse.pin' for line %d: add a line like pulse.pin=%d:17"
                                .formatted(line.number, line.number));
            }
            boolean own = taken.add(line.pin.getAsInt());
            if (line.inhibit.isPresent()) {
                own &= taken.add(line.inhibit.getAsInt());
            }
            if (!own) {
                throw Settings.wrong(
                        "pulse.pin",
                        "..." + line.number + ":" + line.pin.getAsInt(),
                        "each pin can have one use");
            }
        }
    }
}
