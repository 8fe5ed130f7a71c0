package dev.coinless.proof.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/// All images of recorded runs: with an empty log, and with checkpoints among the sales.
final class CrashProof {

    private static final double NANOS = 1e9;

    private final Path folder;
    private final long seed;
    private final PrintStream out;

    CrashProof(Path folder, long seed, PrintStream out) {
        this.folder = folder;
        this.seed = seed;
        this.out = out;
    }

    /// One run to record.
    ///
    /// @param framesLeft before a checkpoint, 0 for an empty log
    /// @param lossesEach images with random losses for each sync and each word
    record Plan(String name, int sales, int framesLeft, int lossesEach) {}

    /// As much as is worth a coffee.
    private static final List<Plan> LONG =
            List.of(
                    new Plan("an empty log", 20, 0, 8),
                    new Plan("a checkpoint among the sales", 20, 40, 8),
                    new Plan("a checkpoint at the first sale", 10, 3, 8));

    /// Proves.
    ///
    /// @return whether nothing was wrong
    boolean prove() {
        if (!Recording.isPossible()) {
            throw new Failure("strace is missing: apt-get install strace");
        }
        boolean proven = true;
        for (var plan : LONG) {
            proven &= prove(plan).faults().isEmpty();
        }
        return proven;
    }

    Images.Tally prove(Plan plan) {
        long start = System.nanoTime();
        var dice = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var recording =
                Recording.of(folder.resolve("crash-recording"), dice, plan.sales, plan.framesLeft);
        long recorded = System.nanoTime();
        var place = place();
        try {
            var tally =
                    new Images(
                                    place.resolve(Site.JOURNAL),
                                    recording.identity(),
                                    dice,
                                    plan.lossesEach,
                                    1)
                            .tryAll(recording.begin(), recording.steps());
            tally.faults().forEach(fault -> out.println("FAULT " + fault));
            out.printf(
                    "seed=%d %s: %d steps recorded in %.0f s, %d images, %d faults, %.0f s%n",
                    seed,
                    plan.name,
                    recording.steps().size(),
                    (recorded - start) / NANOS,
                    tally.opened(),
                    tally.faults().size(),
                    (System.nanoTime() - recorded) / NANOS);
            return tally;
        } finally {
            Program.delete(place);
        }
    }

    /// In memory if there is such a place: what a disk would do is simulated.
    static Path place() {
        var memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "crash-images")
                    : Files.createTempDirectory("crash-images");
        } catch (IOException e) {
            throw new Failure("no place for images", e);
        }
    }
}
