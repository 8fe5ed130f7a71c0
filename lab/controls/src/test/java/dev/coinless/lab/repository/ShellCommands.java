package dev.coinless.lab.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Writes a help text out: `vmc M7 select 12 | jam [on|off]` stands for `vmc M7 select 12`, `vmc M7
/// jam`, `vmc M7 jam on` and `vmc M7 jam off`.
final class ShellCommands {

    /// Commands whose second word names whom they are for.
    private static final Set<String> WITH_NAME = Set.of("phone", "vmc", "module", "machine");

    private ShellCommands() {}

    static Set<String> of(String help) {
        var commands = new TreeSet<String>();
        for (var line : help.lines().toList()) {
            var alternatives = line.strip().split(" \\| ", -1);
            var prefix = prefix(alternatives[0]);
            for (var alternative : alternatives) {
                var words = alternative.startsWith(prefix) ? alternative : prefix + alternative;
                expanded(List.of(words.split(" ", -1))).forEach(commands::add);
            }
        }
        return commands;
    }

    private static String prefix(String first) {
        var words = first.split(" ", -1);
        return WITH_NAME.contains(words[0]) ? words[0] + " " + words[1] + " " : "";
    }

    private static Stream<String> expanded(List<String> words) {
        if (words.isEmpty()) {
            return Stream.of("");
        }
        var rest = expanded(words.subList(1, words.size())).toList();
        return choices(words.getFirst())
                .flatMap(choice -> rest.stream().map(tail -> (choice + " " + tail).strip()));
    }

    private static Stream<String> choices(String word) {
        if (word.startsWith("[")) {
            return Stream.concat(Stream.of(""), choices(word.substring(1, word.length() - 1)));
        }
        return Arrays.stream(word.split("\\|", -1));
    }
}
