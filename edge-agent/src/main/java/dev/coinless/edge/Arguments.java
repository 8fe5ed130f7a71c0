package dev.coinless.edge;

import dev.coinless.edge.config.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The options of one command, all of them required, and its switches.
record Arguments(Map<String, String> values, Set<String> switches) {

    /// Reads options where there are no switches.
    static Arguments of(String[] options, String... names) throws ConfigurationException {
        return of(options, List.of(names), Set.of());
    }

    static Arguments of(String[] options, List<String> known, Set<String> switches)
            throws ConfigurationException {
        var rest = new ArrayList<>(List.of(options));
        var given = new HashSet<String>();
        for (var name : switches) {
            if (rest.remove("--" + name)) {
                given.add(name);
            }
        }
        return new Arguments(values(rest.toArray(String[]::new), known), Set.copyOf(given));
    }

    private static Map<String, String> values(String[] options, List<String> known)
            throws ConfigurationException {
        var values = new HashMap<String, String>();
        for (int i = 0; i < options.length; i += 2) {
            var name = options[i].startsWith("--") ? options[i].substring(2) : "";
            if (!known.contains(name) || i + 1 == options.length) {
                throw new ConfigurationException(
                        "'%s' is no option with a value here; there are %s"
                                .formatted(options[i], dashed(known)));
            }
            values.put(name, options[i + 1]);
        }
        if (!values.keySet().containsAll(known)) {
            throw new ConfigurationException("all of these are needed: " + dashed(known));
        }
        return values;
    }

    String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("not an option of this command: " + name);
        }
        return value;
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    private static List<String> dashed(List<String> names) {
        return names.stream().map(name -> "--" + name).toList();
    }
}
