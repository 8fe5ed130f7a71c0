package dev.coinless.proof.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The design holds in every small model, and the models can see: each deliberate fault is found.
class ModelsTest {

    /// Seconds on an idle machine; the rest is for one that is busy.
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Path RELIABILITY = Path.of("../../docs/reliability.md");

    private final Tlc tlc = new Tlc(LIMIT, 1, _ -> {});

    static Stream<Model> small() {
        return Catalogue.small().stream();
    }

    @ParameterizedTest
    @MethodSource("small")
    void theDesignHoldsInTheSmallModel(Model model) throws Exception {
        assertThat(tlc.check(model)).isInstanceOf(Verdict.Holds.class);
    }

    static Stream<Map.Entry<String, Model>> flaws() {
        return Catalogue.flaws().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void aDeliberateFaultIsFoundAndTheDocumentTellsHow(Map.Entry<String, Model> flaw)
            throws Exception {
        var verdict = tlc.check(flaw.getValue());

        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
        var steps = String.join(", ", ((Verdict.Broken) verdict).steps());
        assertThat(Files.readAllLines(RELIABILITY))
                .as("the row of docs/reliability.md; `./coinless prove models flaws` prints it")
                .contains(
                        "| %s | %s | %s |".formatted(flaw.getKey(), flaw.getValue().name(), steps));
    }

    @Test
    void aModelThatTlcCannotReadIsAnErrorWithItsLastLines() {
        var broken = new Model("KeyRotation", "Spec", Map.of("Keep", "2"), "Safe");

        assertThatThrownBy(() -> tlc.check(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LastSerial");
    }

    @Test
    void theConfigurationNamesEachConstantOnce() {
        var model = Model.safe("KeyRotation", Map.of("LastSerial", "3", "Keep", "2"));

        assertThat(model.with("revoked keys stay").configuration().lines())
                .containsExactly(
                        "SPECIFICATION Spec",
                        "INVARIANT Safe",
                        "CONSTANTS",
                        "  Flaw = \"revoked keys stay\"",
                        "  Keep = 2",
                        "  LastSerial = 3");
    }

    @Test
    void whatWasProvedIsProvedAgainOnlyAfterAChange(@TempDir Path folder) throws Exception {
        var proven = new Proven(folder.resolve("models"));
        var model = Model.safe("KeyRotation", Map.of("LastSerial", "3", "Keep", "2"));

        assertThat(proven.find(model)).isEmpty();
        proven.keep(model, new Verdict.Holds(1234, 7));

        assertThat(proven.find(model)).contains(new Verdict.Holds(1234, 7));
        assertThat(proven.find(model.with("LastSerial", "4"))).isEmpty();
        assertThat(proven.find(model.with("revoked keys stay"))).isEmpty();
    }
}
