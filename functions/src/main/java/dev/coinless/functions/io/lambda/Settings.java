package dev.coinless.functions.io.lambda;

import java.util.Map;
import java.util.Optional;

/// The deployment's settings, from the environment that template.yaml gives each function.
final class Settings {

    private final Map<String, String> values;

    Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /// A setting that must be there.
    ///
    /// @throws IllegalStateException that names it
    String require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the setting " + name + " is missing in the environment"));
    }

    /// A whole number that must be there.
    int number(String name) {
        try {
            return Integer.parseInt(require(name));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("the setting " + name + " must be a whole number", e);
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }
}
