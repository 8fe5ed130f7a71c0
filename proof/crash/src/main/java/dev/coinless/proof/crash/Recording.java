package dev.coinless.proof.crash;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A run of the real agent under strace: some sales and coins, then a clean stop.
///
/// @param begin the journal's files before it
record Recording(ModuleIdentity identity, Disk begin, List<Step> steps) {

    /// Frames in the write-ahead log at which SQLite writes them back to the database.
    private static final int CHECKPOINT = 1000;

    private static final int FRAME = 4096 + 24;

    /// Whether strace is there.
    static boolean isPossible() {
        try {
            return new ProcessBuilder("strace", "-V")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    /// Records.
    ///
    /// @param sales how many
    /// @param framesLeft how many frames the log has left before a checkpoint when it begins, so
    ///   that one falls among the sales; 0 for an empty log
    static Recording of(Path folder, RandomGenerator dice, int sales, int framesLeft) {
        try (var site = Site.open(folder, dice)) {
            if (framesLeft > 0) {
                fill(site.journal(), CHECKPOINT - framesLeft);
            }
            var begin = Disk.of(site.journal());
            var trace = folder.resolve("trace");
            var words = new ArrayList<Word>();
            try (var module = site.powerOn(strace(trace))) {
                for (int i = 0; i < sales; i++) {
                    new Purchase(site, module, words).run(() -> {});
                    if (i == 0) {
                        site.coinSale();
                    }
                }
                module.stop();
            }
            return new Recording(site.identity(), begin, Trace.read(trace, words));
        } finally {
            Program.delete(folder);
        }
    }

    private static List<String> strace(Path trace) {
        return List.of(
                "strace",
                "-f",
                "-qq",
                "--seccomp-bpf",
                "-yy",
                "-xx",
                "-s",
                "100000",
                "-e",
                "signal=none",
                "-e",
                "trace=" + Trace.CALLS,
                "-o",
                trace.toString());
    }

    /// Lets the log grow as a module does that ran for long and lost its power.
    private static void fill(Path journal, int frames) {
        var log = Path.of(journal + "-wal");
        var copy = Path.of(journal + ".kept");
        try (var open = SqliteJournal.open(journal)) {
            while (Files.size(log) < (long) frames * FRAME) {
                open.append(new JournalRecord.Refused(Refusal.BUSY, 1));
            }
            Files.copy(log, copy);
            Files.copy(journal, Path.of(journal + ".base"));
        } catch (IOException | JournalUnavailable e) {
            throw new Failure("cannot fill the journal", e);
        }
        try {
            Files.deleteIfExists(journal);
            Files.deleteIfExists(log);
            Files.deleteIfExists(Path.of(journal + "-shm"));
            Files.move(copy, log);
            Files.move(Path.of(journal + ".base"), journal);
        } catch (IOException e) {
            throw new Failure("cannot put the journal back", e);
        }
    }
}
