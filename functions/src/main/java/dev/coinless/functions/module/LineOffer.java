package dev.coinless.functions.module;

/// What an operator sells on one line of a pulse machine.
///
/// @param line 1..32, as the machine's wiring numbers it
/// @param name what phones show, such as "Washer 1"
/// @param value minor units that the machine gives for one pulse; the module has the same setting
/// @param min the least that may be chosen, a multiple of `value`
/// @param max the most that may be chosen, a multiple of `value`
public record LineOffer(int line, String name, long value, long min, long max) {

    /// As many pulses as a grant can count.
    public static final int MAX_PULSES = 255;

    public LineOffer {
        if (value < 1
                || min < value
                || max < min
                || min % value != 0
                || max % value != 0
                || max / value > MAX_PULSES) {
            throw new IllegalArgumentException(
                    "line %d: %d to %d at %d a pulse".formatted(line, min, max, value));
        }
    }
}
