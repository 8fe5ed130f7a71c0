package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Draws the machine from its own step function, so that the picture cannot disagree with the code.
class VendingMachineDiagramTest {
    static final Path PICTURE = Path.of("states.md");

    @Test
    void theMatrixHasEveryStateAndEveryEvent() {
        assertThat(names(Fixture.STATES.stream())).isEqualTo(cases(MachineState.Cashless.class));
        assertThat(names(Fixture.EVENTS.stream())).isEqualTo(cases(MachineEvent.class));
    }

    @Test
    void everyStateAnswersEveryEventAndTheDiagramIsCurrent() throws IOException {
        var edges = new TreeMap<String, TreeSet<String>>();
        for (var state : Fixture.STATES) {
            for (var event : Fixture.EVENTS) {
                var machine = Fixture.offering(state);
                var next = VendingMachine.step(Fixture.ALWAYS_IDLE, machine, event).next();
                if (!name(next.cashless()).equals(name(state))) {
                    edges.computeIfAbsent(
                                    name(state) + " --> " + name(next.cashless()),
                                    _ -> new TreeSet<>())
                            .add(name(event));
                }
            }
        }
        String picture =
                edges.entrySet().stream()
                        .map(e -> "    " + e.getKey() + ": " + String.join(", ", e.getValue()))
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        "# The machine's cashless states\n\nDrawn from"
                                                + " `VendingMachine.step` by its test; write it anew"
                                                + " with `-Ddiagram.write=true`.\n\n```mermaid\n"
                                                + "stateDiagram-v2\n    [*] --> Off\n",
                                        "\n```\n"));

        if (Boolean.getBoolean("diagram.write")) {
            Files.writeString(PICTURE, picture);
        }
        assertThat(PICTURE).hasContent(picture);
    }

    /// The concrete cases of a sealed hierarchy.
    static Set<String> cases(Class<?> type) {
        var found = new HashSet<String>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (Modifier.isFinal(permitted.getModifiers())) {
                found.add(permitted.getSimpleName());
            } else {
                found.addAll(cases(permitted));
            }
        }
        return found;
    }

    static Set<String> names(Stream<?> values) {
        return values.map(VendingMachineDiagramTest::name).collect(Collectors.toSet());
    }

    static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
