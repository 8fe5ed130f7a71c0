package dev.coinless.provisioning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A command line taken apart: words, `--option value` pairs and switches.
record Arguments(List<String> words, Map<String, List<String>> options) {

    private static final Set<String> SWITCHES = Set.of("json", "unlicensed", "help");

    static Arguments parse(List<String> args) throws Problem {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            if (!arg.startsWith("--")) {
                words.add(arg);
                continue;
            }
            var name = arg.substring(2);
            var values = options.computeIfAbsent(name, _ -> new ArrayList<>());
            if (!SWITCHES.contains(name)) {
                if (i + 1 == args.size()) {
                    throw new Problem(arg + " needs a value");
                }
                values.add(args.get(++i));
            }
        }
        return new Arguments(words, options);
    }

    /// Refuses options that the command does not have.
    Arguments only(String... known) throws Problem {
        var names = new ArrayList<>(List.of(known));
        names.addAll(List.of("json", "endpoint", "stack"));
        for (var name : options.keySet()) {
            if (!names.contains(name)) {
                throw new Problem("there is no option --%s here".formatted(name));
            }
        }
        return this;
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(options.get(name)).map(List::getLast);
    }

    String require(String name) throws Problem {
        return find(name).orElseThrow(() -> new Problem("--" + name + " is missing"));
    }

    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    String word(int index, String what) throws Problem {
        if (index >= words.size()) {
            throw new Problem(what + " is missing");
        }
        return words.get(index);
    }
}
