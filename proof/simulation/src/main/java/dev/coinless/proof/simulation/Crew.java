package dev.coinless.proof.simulation;

import dev.coinless.proof.ideal.IdealSignatures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Runs a range of seeds on processes of their own, one for each core, where ideal signatures take
/// the place of the real ones.
final class Crew {

    /// Seeds given to a worker at once.
    static final int BLOCK = 200;

    /// A world is small; a worker needs no more, in megabytes.
    private static final int HEAP = 512;

    private final long end;
    private final long deadlineNanos;
    private final PrintStream out;
    private final TreeSet<Long> done = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();
    private long next;
    private long whole;
    private long schedules;
    private long vends;
    private double cpuSeconds;

    /// @param limit after which no more is begun
    Crew(long from, long count, Duration limit, PrintStream out) {
        this.next = from;
        this.whole = from;
        this.end = from + count;
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
        this.out = out;
    }

    /// What the crew has done.
    ///
    /// @param upTo every seed below it has been run
    /// @param failures a line for each seed that failed
    record Result(long upTo, long schedules, long vends, double cpuSeconds, List<String> failures) {

        double perSecondAndCore() {
            return cpuSeconds == 0 ? 0 : schedules / cpuSeconds;
        }
    }

    /// Runs until all is done, the time is up, or something failed.
    ///
    /// @param progress told after each block
    Result run(int cores, Progress progress) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < cores; i++) {
            threads.add(Thread.ofPlatform().start(() -> work(progress)));
        }
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return result();
    }

    /// Told how far the crew is.
    interface Progress {
        void at(Result soFar);
    }

    private synchronized Result result() {
        return new Result(whole, schedules, vends, cpuSeconds, List.copyOf(failures));
    }

    private synchronized Optional<Long> nextBlock() {
        if (next >= end || !failures.isEmpty() || System.nanoTime() > deadlineNanos) {
            return Optional.empty();
        }
        long block = next;
        next += BLOCK;
        return Optional.of(block);
    }

    private void work(Progress progress) {
        try (var worker = Worker.start()) {
            for (var block = nextBlock(); block.isPresent(); block = nextBlock()) {
                long count = Math.min(BLOCK, end - block.get());
                take(block.get(), count, worker.run(block.get(), count));
                progress.at(result());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a worker's line in: `ok VENDS CPU` or `failed SEED: WHAT`.
    private synchronized void take(long block, long count, String answer) {
        if (!answer.startsWith("ok ")) {
            failures.add(answer);
            out.println(answer);
            return;
        }
        var parts = answer.split(" ", -1);
        schedules += count;
        vends += Long.parseLong(parts[1]);
        cpuSeconds += Double.parseDouble(parts[2]);
        done.add(block);
        while (done.remove(whole)) {
            whole = Math.min(end, whole + BLOCK);
        }
    }

    /// One process.
    private record Worker(Process process, BufferedReader answers, PrintStream orders)
            implements AutoCloseable {

        static Worker start() throws IOException {
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-Xmx%dm".formatted(HEAP),
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    IdealSignatures.before(System.getProperty("java.class.path")),
                                    Main.class.getName(),
                                    "worker")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return new Worker(
                    process,
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8)),
                    new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
        }

        String run(long from, long count) throws IOException {
            orders.println(from + " " + count);
            var answer = answers.readLine();
            return answer == null ? "failed %d: the worker died".formatted(from) : answer;
        }

        /// It ends with its input.
        @Override
        public void close() {
            orders.close();
            process.destroy();
        }
    }
}
