package dev.coinless.proof.simulation;

import dev.coinless.functions.testing.AwsMode;
import dev.coinless.functions.testing.SeededSecureRandom;
import dev.coinless.model.book.BookEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.CryptoServicesRegistrar;

/// Runs schedules. What a seed does is the same on every run of the same build.
final class Simulation {

    private final Fixture fixture;

    Simulation(Fixture fixture) {
        this.fixture = fixture;
    }

    /// What came of a schedule.
    ///
    /// @param vends machines gave something so often
    /// @param failure what did not hold, if something did not
    /// @param at the step after which it did not hold, from 1; one more than all for the end
    /// @param entries of the Book at the end, those at modules in wrong hands left out; none after
    ///   a failure
    record Outcome(int vends, Optional<Violation> failure, int at, List<BookEntry> entries) {}

    /// Steps of a schedule.
    static final int STEPS = 200;

    static List<Act> schedule(long seed) {
        return Act.schedule(AwsMode.dice(seed), STEPS);
    }

    Outcome run(long seed, List<Act> schedule, Faults faults, Trace trace) {
        return run(seed, schedule, faults, trace, Route.EVERY);
    }

    /// @param route by which modules settle at the end
    Outcome run(long seed, List<Act> schedule, Faults faults, Trace trace, Route route) {
        // HPKE draws its ephemeral keys here.
        CryptoServicesRegistrar.setSecureRandom(new SeededSecureRandom(seed));
        var at = 0;
        var world = Optional.<World>empty();
        try {
            world = Optional.of(new World(seed, fixture, faults));
            var deeds = new Deeds(world.get(), trace);
            for (var act : schedule) {
                at++;
                int number = at;
                trace.say(() -> "%d. %s".formatted(number, act));
                deeds.perform(act);
                world.get().look();
            }
            at++;
            var entries = new Aftercare(world.get(), trace, route).run();
            return new Outcome(world.get().goods().count(), Optional.empty(), at, entries);
        } catch (Violation violation) {
            return failed(world, violation, at);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return failed(world, new Violation("a program fails: " + e.getMessage(), e), at);
        }
    }

    private static Outcome failed(Optional<World> world, Violation violation, int at) {
        int vends = world.map(it -> it.goods().count()).orElse(0);
        return new Outcome(vends, Optional.of(violation), at, List.of());
    }

    /// The shortest part of a failing schedule that still fails that can be found by leaving out.
    List<Act> shrink(long seed, List<Act> failing, Supplier<Faults> faults) {
        var shortest = failing;
        for (int chunk = Math.max(1, failing.size() / 2); chunk > 0; ) {
            var shorter = without(seed, shortest, chunk, faults);
            if (shorter.isPresent()) {
                shortest = shorter.get();
                chunk = Math.min(chunk, Math.max(1, shortest.size() / 2));
            } else {
                chunk /= 2;
            }
        }
        return shortest;
    }

    private Optional<List<Act>> without(
            long seed, List<Act> acts, int chunk, Supplier<Faults> faults) {
        for (int from = 0; from < acts.size(); from += chunk) {
            var shorter = new ArrayList<>(acts.subList(0, from));
            shorter.addAll(acts.subList(Math.min(acts.size(), from + chunk), acts.size()));
            if (run(seed, shorter, faults.get(), Trace.NOBODY).failure().isPresent()) {
                return Optional.of(shorter);
            }
        }
        return Optional.empty();
    }
}
