package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulation can see: each deliberate fault is found, by the seed that the page names.
class FlawsTest {

    private static final Path RELIABILITY = Path.of("../../docs/reliability.md");

    private static final Pattern ROW =
            Pattern.compile("\\| (.+) \\| (\\d+) \\| (\\d+) \\| (.+) \\|");

    private static final String HEADING = "### The simulation can see";

    /// Seeds move when the code draws more or fewer random numbers, or asks the table more often;
    /// the flaw must then be found by one of the next.
    private static final long NEARBY = 400;

    private static final Fixture FIXTURE = Fixture.make();

    private final Simulation simulation = new Simulation(FIXTURE);

    static Stream<Map.Entry<String, Supplier<Faults>>> flaws() {
        return Flaws.all().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void aDeliberateFaultIsFoundByTheSeedOfThePage(Map.Entry<String, Supplier<Faults>> flaw)
            throws IOException {
        long seed = seedOnThePage(flaw.getKey());

        assertThat(Stream.iterate(seed, it -> it + 1).limit(NEARBY))
                .as("a seed from %d on; `./coinless prove simulation flaws` prints the rows", seed)
                .anyMatch(it -> isFoundBy(it, flaw.getValue()));
    }

    @Test
    void thePageHasARowForEachFlawAndNoOther() throws IOException {
        var named =
                Files.readAllLines(RELIABILITY).stream()
                        .dropWhile(line -> !line.equals(HEADING))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("#"))
                        .map(ROW::matcher)
                        .filter(row -> row.matches())
                        .map(row -> row.group(1))
                        .toList();

        assertThat(named).containsExactlyElementsOf(Flaws.all().keySet());
    }

    @Test
    void aShrunkScheduleFailsStillAndIsShort() {
        var flaw = Flaws.all().get("counters are not reserved");
        long seed =
                Stream.iterate(1L, it -> it + 1)
                        .filter(it -> isFoundBy(it, flaw))
                        .findFirst()
                        .orElseThrow();

        var few = simulation.shrink(seed, Simulation.schedule(seed), flaw);

        assertThat(few).hasSizeLessThan(20);
        assertThat(simulation.run(seed, few, flaw.get(), Trace.NOBODY).failure()).isPresent();
        assertThat(simulation.run(seed, List.of(), flaw.get(), Trace.NOBODY).failure()).isEmpty();
    }

    private boolean isFoundBy(long seed, Supplier<Faults> flaw) {
        return simulation
                .run(seed, Simulation.schedule(seed), flaw.get(), Trace.NOBODY)
                .failure()
                .isPresent();
    }

    private static long seedOnThePage(String flaw) throws IOException {
        return Files.readAllLines(RELIABILITY).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(1).equals(flaw))
                .mapToLong(row -> Long.parseLong(row.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/reliability.md has no row: " + flaw));
    }
}
