package dev.coinless.simulators.pins;

import java.util.Map;
import java.util.TreeMap;

/// What the machine's operator set; it never changes while the machine runs.
///
/// @param values minor units of credit for one pulse, by line
/// @param minWidthMillis shorter pulses are noise
/// @param maxWidthMillis longer ones are a stuck coin
/// @param minGapMillis a pulse that follows sooner is the bounce of the one before
record Settings(
        Map<Integer, Long> values, int minWidthMillis, int maxWidthMillis, int minGapMillis) {

    Settings {
        values = new TreeMap<>(values);
    }

    long valueOf(int line) {
        Long value = values.get(line);
        if (value == null) {
            throw new IllegalArgumentException(
                    "no line %d, there is %s".formatted(line, values.keySet()));
        }
        return value;
    }
}
