package dev.coinless.edge;

import dev.coinless.edge.config.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The options of one command, all of them required.
record Arguments(Map<String, String> values) {

    static Arguments of(String[] options, String... names) throws ConfigurationException {
        var known = List.of(names);
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
        return new Arguments(values);
    }

    String get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("not an option of this command: " + name);
        }
        return value;
    }

    private static List<String> dashed(List<String> names) {
        return names.stream().map(name -> "--" + name).toList();
    }
}
