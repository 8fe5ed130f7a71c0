package dev.coinless.proof.simulation;

import dev.coinless.model.book.BookEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether a world comes to the same Book by whichever way its modules settle. The schedule is the
/// same to its last step; only then one world settles by the modules' network, the other by
/// couriers.
record Routes(Simulation simulation) {

    /// Each so many seeds are compared in the mass run: two more worlds each.
    static final int EVERY = 50;

    static boolean isCompared(long seed) {
        return seed % EVERY == 0;
    }

    /// What does not hold in one of them, or how their Books differ.
    Optional<Violation> compare(long seed, Supplier<Faults> faults) {
        var byNetwork = run(seed, faults, Route.NETWORK);
        var byCourier = run(seed, faults, Route.COURIER);
        return byNetwork
                .failure()
                .or(byCourier::failure)
                .or(() -> difference(byNetwork.entries(), byCourier.entries()));
    }

    private Simulation.Outcome run(long seed, Supplier<Faults> faults, Route route) {
        return simulation.run(seed, Simulation.schedule(seed), faults.get(), Trace.NOBODY, route);
    }

    /// Routes take their time, and accounts end their holds in another order: an entry is the same
    /// whatever its time and its account's version.
    static Optional<Violation> difference(List<BookEntry> byNetwork, List<BookEntry> byCourier) {
        var onlyByNetwork = new ArrayList<>(contents(byNetwork));
        var onlyByCourier = new ArrayList<>(contents(byCourier));
        contents(byCourier).forEach(onlyByNetwork::remove);
        contents(byNetwork).forEach(onlyByCourier::remove);
        return onlyByNetwork.isEmpty() && onlyByCourier.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Violation(
                                "routes differ: only by network %s, only by courier %s"
                                        .formatted(onlyByNetwork, onlyByCourier)));
    }

    private static List<String> contents(List<BookEntry> entries) {
        return entries.stream()
                .map(entry ->
                        "%s %s %s %s %s %s"
                                .formatted(
                                        entry.lane(),
                                        entry.kind(),
                                        entry.account(),
                                        entry.source().hex(),
                                        entry.postings(),
                                        entry.receipt()))
                .sorted()
                .toList();
    }
}
