package dev.coinless.proof.models;

import java.util.List;

/// What TLC found.
sealed interface Verdict {

    /// The property holds in every reachable state.
    ///
    /// @param distinctStates how many there are
    /// @param depth the longest of the shortest ways to a state, in steps
    record Holds(long distinctStates, long depth) implements Verdict {}

    /// The property does not hold.
    ///
    /// @param steps the actions of the shortest behaviour that breaks it, in order
    record Broken(List<String> steps) implements Verdict {
        public Broken {
            steps = List.copyOf(steps);
        }
    }
}
