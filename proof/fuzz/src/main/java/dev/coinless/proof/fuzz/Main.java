package dev.coinless.proof.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// `./coinless prove fuzz [EXECUTIONS [TARGET]]`: each target in a process of its own under Jazzer,
/// as many at once as there are processors.
///
/// What was found to reach new code is kept in `.coinless/fuzz/TARGET`, so that the next run goes
/// on from there. Without a number each target runs until it has had as many inputs as it should,
/// all runs taken together.
public final class Main {

    /// Inputs after which it is written down how far a target has come; some minutes.
    private static final long SLICE = 250_000;

    private static final Path FOLDER = Path.of(".coinless", "fuzz");
    private static final Path PAGE = Path.of("docs", "protocol.md");

    private Main() {}

    /// Exits 1 after a finding; the input is beside the corpus then.
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 2 || (arguments.length > 0 && !arguments[0].matches("\\d{1,12}"))) {
            System.err.println("usage: ./coinless prove fuzz [EXECUTIONS [TARGET]]");
            System.exit(2);
        }
        var targets = new Targets(Vectors.read(PAGE));
        var names = arguments.length > 1 ? List.of(arguments[1]) : targets.names();
        var waiting = new ConcurrentLinkedQueue<Run>();
        for (var name : names) {
            var target = targets.named(name);
            var progress = new Progress(FOLDER.resolve(name + ".done"));
            long goal =
                    arguments.length == 0
                            ? target.goal()
                            : progress.done() + Long.parseLong(arguments[0]);
            var jazzer = new Jazzer(name, PAGE, FOLDER.resolve(name), target.isBehindSignatures());
            waiting.add(new Run(jazzer, progress, goal));
        }
        System.exit(runAll(waiting) ? 0 : 1);
    }

    /// One target on its way to its goal.
    private record Run(Jazzer jazzer, Progress progress, long goal) {

        /// Goes on in slices until there were as many inputs as there should be.
        boolean reach() throws IOException, InterruptedException {
            jazzer.plant();
            while (progress.done() < goal) {
                long slice = Math.min(SLICE, goal - progress.done());
                if (!jazzer.fuzz(slice)) {
                    System.err.printf(
                            "%s: a finding; its input is in %s, what Jazzer says in %s%n",
                            jazzer.target(), jazzer.corpus(), jazzer.log());
                    return false;
                }
                progress.add(slice);
                System.out.printf(
                        "%s: %,d of %,d inputs so far%n", jazzer.target(), progress.done(), goal);
            }
            return true;
        }
    }

    /// Whether there was no finding.
    private static boolean runAll(ConcurrentLinkedQueue<Run> waiting) throws InterruptedException {
        var clean = new AtomicBoolean(true);
        var threads =
                IntStream.range(0, Runtime.getRuntime().availableProcessors())
                        .mapToObj(_ -> Thread.ofPlatform().start(() -> work(waiting, clean)))
                        .toList();
        for (var thread : threads) {
            thread.join();
        }
        return clean.get();
    }

    private static void work(ConcurrentLinkedQueue<Run> waiting, AtomicBoolean clean) {
        for (var run = waiting.poll(); run != null && clean.get(); run = waiting.poll()) {
            try {
                if (!run.reach()) {
                    clean.set(false);
                }
            } catch (IOException e) {
                System.err.println(run.jazzer().target() + ": " + e.getMessage());
                clean.set(false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                clean.set(false);
            }
        }
    }
}
