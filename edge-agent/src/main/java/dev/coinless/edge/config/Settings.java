package dev.coinless.edge.config;

import java.util.Map;
import java.util.Optional;
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
        var advice = "use a whole number from %d to %d".formatted(min, max);
        try {
            int number = Integer.decode(text.get());
            if (number < min || number > max) {
                throw wrong(name, text.get(), advice);
            }
            return number;
        } catch (NumberFormatException e) {
            throw wrong(name, text.get(), advice);
        }
    }

    static ConfigurationException wrong(String name, String value, String advice) {
        return new ConfigurationException(
                "setting '%s' is '%s': %s".formatted(name, value, advice));
    }
}
