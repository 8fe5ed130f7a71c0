package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.book.BookEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same entries by network and by courier, with real signatures; and what a difference looks
/// like.
class RoutesTest {

    private static final Simulation SIMULATION = new Simulation(Fixture.make());
    private static final long SEED = 1;

    static LongStream seeds() {
        return LongStream.rangeClosed(SEED, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void modulesSettleToTheSameEntriesByTheirNetworkAndByCouriers(long seed) {
        assertThat(new Routes(SIMULATION).compare(seed, () -> Faults.NONE)).isEmpty();
    }

    @Test
    void aFaultOfEitherRouteIsAViolation() {
        var flaw = Flaws.all().get("journal after the signal");

        assertThat(new Routes(SIMULATION).compare(SEED, flaw)).isPresent();
    }

    @Test
    void anEntryThatOneRouteLacksIsNamed() {
        var entries = entries();
        var fewer = entries.subList(1, entries.size());
        var missing = entries.getFirst().source().hex();

        assertThat(Routes.difference(entries, fewer).orElseThrow())
                .hasMessageContaining("only by network [")
                .hasMessageContaining("only by courier []")
                .hasMessageContaining(missing);
        assertThat(Routes.difference(fewer, entries).orElseThrow())
                .hasMessageContaining("only by network []");
    }

    @Test
    void anEntryTwiceIsADifferenceAndAnotherTimeOrVersionIsNone() {
        var entries = entries();
        var twice = new ArrayList<>(entries);
        twice.add(entries.getLast());

        assertThat(Routes.difference(entries, twice)).isPresent();
        assertThat(Routes.difference(entries, entries.stream().map(RoutesTest::later).toList()))
                .isEmpty();
    }

    private static List<BookEntry> entries() {
        var outcome = SIMULATION.run(SEED, Simulation.schedule(SEED), Faults.NONE, Trace.NOBODY);
        assertThat(outcome.entries()).hasSizeGreaterThan(2);
        return outcome.entries();
    }

    private static BookEntry later(BookEntry entry) {
        return new BookEntry(
                entry.account(),
                entry.version() + 1,
                entry.lane(),
                entry.kind(),
                entry.at().plus(Duration.ofMinutes(7)),
                entry.source(),
                entry.postings(),
                entry.receipt());
    }
}
