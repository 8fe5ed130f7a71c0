package dev.coinless.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Schedules with real signatures, in this process.
class SimulationTest {

    private static final Fixture FIXTURE = Fixture.make();

    private final Simulation simulation = new Simulation(FIXTURE);

    static LongStream seeds() {
        var given = Long.getLong("seed");
        return given == null ? LongStream.rangeClosed(1, 20) : LongStream.of(given);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allThatMustHoldHoldsAfterEveryStep(long seed) {
        var outcome = simulation.run(seed, Simulation.schedule(seed), Faults.NONE, Trace.NOBODY);

        assertThat(outcome.failure())
                .as("./coinless prove simulation --seed %d --shrink", seed)
                .isEmpty();
    }

    @Test
    void theSameSeedDoesTheSameAgain() {
        assertThat(told(7)).isEqualTo(told(7));
    }

    private List<String> told(long seed) {
        var told = new ArrayList<String>();
        var outcome =
                simulation.run(
                        seed, Simulation.schedule(seed), Faults.NONE, what -> told.add(what.get()));
        told.add(outcome.toString());
        return told;
    }
}
