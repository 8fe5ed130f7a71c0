package dev.coinless.proof.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Many kills, in runs that may be interrupted: how far it came is in a file, and the next call
/// goes on there.
final class KillProof {

    private static final String PROGRESS = "kill.properties";
    private static final double NANOS = 1e9;

    private final Path folder;
    private final PrintStream out;

    KillProof(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /// Kills so often in all, those of earlier calls with the same seed included.
    ///
    /// @return whether nothing was wrong
    boolean prove(int count, long seed) {
        var progress = read(seed);
        int site = Integer.parseInt(progress.getProperty("sites", "0"));
        long done = Long.parseLong(progress.getProperty("kills", "0"));
        long signals = Long.parseLong(progress.getProperty("signals", "0"));
        long lost = Long.parseLong(progress.getProperty("lostSignals", "0"));
        out.printf("seed=%d, %d of %d kills were made before%n", seed, done, count);
        long start = System.nanoTime();
        long before = done;
        try (var kills = new Kills(folder.resolve("kill"), seed, out)) {
            while (done < count) {
                var tally = kills.site(site, (int) Math.min(Kills.PER_SITE, count - done));
                if (!tally.faults().isEmpty()) {
                    out.printf("failed in site %d, seed=%d: see the faults above%n", site, seed);
                    return false;
                }
                site++;
                done += tally.kills();
                signals += tally.signals();
                lost += tally.lostSignals();
                progress.setProperty("seed", Long.toString(seed));
                progress.setProperty("sites", Integer.toString(site));
                progress.setProperty("kills", Long.toString(done));
                progress.setProperty("signals", Long.toString(signals));
                progress.setProperty("lostSignals", Long.toString(lost));
                write(progress);
                double seconds = (System.nanoTime() - start) / NANOS;
                out.printf(
                        "kills=%d/%d signals=%d prevented=%d %.2f kills/s%n",
                        done, count, signals, lost, (done - before) / seconds);
            }
        }
        return true;
    }

    private Properties read(long seed) {
        var progress = new Properties();
        var file = folder.resolve(PROGRESS);
        try {
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    progress.load(in);
                }
            }
        } catch (IOException e) {
            throw new Failure("cannot read " + file, e);
        }
        return Long.toString(seed).equals(progress.getProperty("seed"))
                ? progress
                : new Properties();
    }

    private void write(Properties progress) {
        try {
            Files.createDirectories(folder);
            try (var to = Files.newBufferedWriter(folder.resolve(PROGRESS))) {
                progress.store(to, "how far `prove kill` has come");
            }
        } catch (IOException e) {
            throw new Failure("cannot keep how far it came", e);
        }
    }
}
