package dev.coinless.proof.simulation;

import java.util.function.Supplier;

/// A deliberate fault and what finds it, as docs/reliability.md has it.
///
/// @param steps that are left when the schedule is shrunk
/// @param what did not hold
record FlawRow(String flaw, long seed, int steps, String what) {

    /// More seeds than any flaw here needs.
    static final int MOST_SEEDS = 20_000;

    /// The first seed that finds a flaw.
    static FlawRow find(Simulation simulation, String name, Supplier<Faults> flaw, long from) {
        for (long seed = from; seed < from + MOST_SEEDS; seed++) {
            var schedule = Simulation.schedule(seed);
            if (simulation.run(seed, schedule, flaw.get(), Trace.NOBODY).failure().isPresent()) {
                var few = simulation.shrink(seed, schedule, flaw);
                var outcome = simulation.run(seed, few, flaw.get(), Trace.NOBODY);
                var what = String.valueOf(outcome.failure().orElseThrow().getMessage());
                return new FlawRow(name, seed, few.size(), withoutIds(what));
            }
        }
        throw new IllegalStateException("no seed finds: " + name);
    }

    private static String withoutIds(String what) {
        return what.replaceAll("[0-9a-f]{12,}", "…").replaceAll("\\[.*\\]", "…");
    }

    @Override
    public String toString() {
        return "| %s | %d | %d | %s |".formatted(flaw, seed, steps, what);
    }
}
