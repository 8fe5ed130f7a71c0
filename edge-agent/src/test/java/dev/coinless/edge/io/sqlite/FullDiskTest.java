package dev.coinless.edge.io.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coinless.edge.journal.JournalRecord.Refused;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A card without space, played by a small file system in memory; needs the right to mount one.
class FullDiskTest {

    private static final int SIZE_KIB = 512;

    @TempDir Path folder;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE_KIB + "k", "tmpfs", "" + folder),
                "this user may not mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", folder.toString());
    }

    @Test
    void aFullDiskFailsTheWriteLosesNothingAndRecoversWhenThereIsSpace() throws Exception {
        var ballast = folder.resolve("ballast");
        try (var journal = SqliteJournal.create(folder.resolve("journal-1.db"))) {
            fill(ballast);
            long written = writeUntilItFails(journal);

            assertThat(count(journal)).isEqualTo(written);
            assertThat(writeUntilItFails(journal)).isZero();

            Files.delete(ballast);
            journal.append(new Refused(Refusal.BUSY, 1));
            assertThat(count(journal)).isEqualTo(written + 1);
        }
        try (var again = SqliteJournal.open(folder.resolve("journal-1.db"))) {
            again.append(new Refused(Refusal.BUSY, 2));
        }
    }

    private static long writeUntilItFails(SqliteJournal journal) {
        for (long written = 0; written < 100_000; written++) {
            try {
                journal.append(new Refused(Refusal.BUSY, 1));
            } catch (JournalUnavailable full) {
                assertThat(full).hasMessageContaining("full");
                return written;
            }
        }
        throw new AssertionError("the disk is never full");
    }

    private static long count(SqliteJournal journal) throws Exception {
        var records = new long[1];
        journal.forEach(_ -> records[0]++);
        return records[0];
    }

    private static void fill(Path file) throws IOException {
        var block = new byte[1024];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    private static boolean run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
