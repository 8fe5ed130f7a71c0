package dev.coinless.proof.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Prints how far a crew is now and then, and remembers it for the next run.
final class Report implements Crew.Progress {

    private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream out;
    private final Path file;
    private long last = System.nanoTime();

    Report(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    @Override
    public synchronized void at(Crew.Result soFar) {
        if (System.nanoTime() - last < NANOS_BETWEEN) {
            return;
        }
        last = System.nanoTime();
        out.println(line(soFar));
        try {
            Files.writeString(file, soFar.upTo() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Crew.Result result) {
        return "%,d schedules up to seed %,d, %,d vends, %.0f schedules a second of one core"
                .formatted(
                        result.schedules(),
                        result.upTo() - 1,
                        result.vends(),
                        result.perSecondAndCore());
    }
}
