package dev.coinless.edge.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Reads named values and remembers which were asked for.
final class Settings {

    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();

    Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    Set<String> asked() {
        return asked;
    }

    Optional<String> find(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    String require(String name, String example) throws ConfigurationException {
        return find(name)
                .orElseThrow(() ->
                        new ConfigurationException(
                                "missing setting '%s': add a line like %s=%s"
                                        .formatted(name, name, example)));
    }

    /// A whole number, decimal or as 0x...
    int number(String name, int usual, int min, int max) throws ConfigurationException {
        var text = find(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            return inRange(name, text.get(), min, max);
        } catch (NumberFormatException e) {
            throw wrong(name, text.get(), "use a whole number from %d to %d".formatted(min, max));
        }
    }

    /// A whole number for all lines, or `LINE:NUMBER` pairs with commas between.
    PerLine byLine(String name, int min, int max) throws ConfigurationException {
        var text = find(name);
        if (text.isEmpty()) {
            return PerLine.none();
        }
        var numbers = new HashMap<Integer, Integer>();
        try {
            if (!text.get().contains(":")) {
                return new PerLine(OptionalInt.of(inRange(name, text.get(), min, max)), Map.of());
            }
            for (var pair : text.get().split(",", -1)) {
                var parts = pair.strip().split(":", -1);
                if (parts.length != 2
                        || numbers.put(
                                        Integer.parseInt(parts[0].strip()),
                                        inRange(name, parts[1].strip(), min, max))
                                != null) {
                    throw new NumberFormatException(pair);
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(
                    name,
                    text.get(),
                    "write LINE:NUMBER once for each line, such as 1:%d,2:%d; numbers are %d to %d"
                            .formatted(min, max, min, max));
        }
        return new PerLine(OptionalInt.empty(), numbers);
    }

    private static int inRange(String name, String text, int min, int max)
            throws ConfigurationException {
        int number = Integer.decode(text);
        if (number < min || number > max) {
            throw wrong(name, text, "use a whole number from %d to %d".formatted(min, max));
        }
        return number;
    }

    static ConfigurationException wrong(String name, String value, String advice) {
        return new ConfigurationException(
                "setting '%s' is '%s': %s".formatted(name, value, advice));
    }
}
