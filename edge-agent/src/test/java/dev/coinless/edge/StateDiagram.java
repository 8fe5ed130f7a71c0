package dev.coinless.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws a state machine from its own step function, so that the picture cannot disagree with the
/// code; `-Ddiagram.write=true` writes it anew.
public final class StateDiagram {

    private StateDiagram() {}

    /// Steps every state with every event and compares the picture with the checked-in one.
    ///
    /// @param step gives the next state
    public static <S, E> void assertCurrent(
            String title,
            Path picture,
            Collection<S> states,
            Collection<E> events,
            Function<E, String> eventName,
            BiFunction<S, E, S> step)
            throws IOException {
        var edges = new TreeMap<String, TreeSet<String>>();
        for (var state : states) {
            for (var event : events) {
                var next = step.apply(state, event);
                if (!name(next).equals(name(state))) {
                    edges.computeIfAbsent(name(state) + " --> " + name(next), _ -> new TreeSet<>())
                            .add(eventName.apply(event));
                }
            }
        }
        var drawn =
                edges.entrySet().stream()
                        .map(it ->
                                "    %s: %s"
                                        .formatted(it.getKey(), String.join(", ", it.getValue())))
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "# %s\n\nDrawn from the code by its test; write it anew with `-Ddiagram.write=true`.\n\n```mermaid\nstateDiagram-v2\n    [*] --> %s\n"
                                                .formatted(title, name(states.iterator().next())),
                                        "\n```\n"));
        if (Boolean.getBoolean("diagram.write")) {
            Files.writeString(picture, drawn);
        }
        assertThat(picture).hasContent(drawn);
    }

    /// The concrete cases of a sealed hierarchy.
    public static Set<String> cases(Class<?> type) {
        return Stream.of(type.getPermittedSubclasses())
                .flatMap(it ->
                        Modifier.isFinal(it.getModifiers())
                                ? Stream.of(it.getSimpleName())
                                : cases(it).stream())
                .collect(Collectors.toSet());
    }

    public static Set<String> names(Collection<?> values) {
        return values.stream().map(StateDiagram::name).collect(Collectors.toSet());
    }

    public static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
