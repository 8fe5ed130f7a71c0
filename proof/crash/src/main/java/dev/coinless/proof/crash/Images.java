package dev.coinless.proof.crash;

import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.bytes.Bytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Every disk that a crash may leave of a recorded run: all writes up to a point; the last of them
/// torn, in sectors of 512 bytes or pages of 4096; and any part of what was not synced yet lost,
/// sector by sector.
final class Images {

    /// What a disk writes whole or not at all, in bytes: a sector, or a page of flash.
    private static final int[] UNITS = {512, 4096};

    private static final int SECTOR = 512;

    private final Path file;
    private final ModuleIdentity identity;
    private final RandomGenerator dice;
    private final int lossesEach;
    private final int sample;
    private final List<Word> words = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long images;

    /// @param file where each image is put in turn
    /// @param lossesEach images with random losses for each sync and each word
    /// @param sample of so many images one is tried, drawn at random; 1 for all
    Images(Path file, ModuleIdentity identity, RandomGenerator dice, int lossesEach, int sample) {
        this.file = file;
        this.identity = identity;
        this.dice = dice;
        this.lossesEach = lossesEach;
        this.sample = sample;
    }

    /// What came of all images.
    ///
    /// @param opened how many there were, each opened and recovered from
    record Tally(long opened, List<String> faults) {}

    /// Tries each image of a run.
    ///
    /// @param begin the disk before its first step
    Tally tryAll(Disk begin, List<Step> steps) {
        var written = begin.copy();
        var safe = begin.copy();
        var unsynced = new ArrayList<Step.OfFile>();
        examine(written, "before the first step");
        for (int i = 0; i < steps.size() && faults.isEmpty(); i++) {
            var step = steps.get(i);
            var where = "step %d of %d, %s".formatted(i, steps.size(), name(step));
            switch (step) {
                case Step.Said(var word) -> {
                    words.add(word);
                    lose(safe, unsynced, where);
                }
                case Step.Synced(var of) -> {
                    lose(safe, unsynced, where);
                    for (var each : List.copyOf(unsynced)) {
                        if (each.file().equals(of)) {
                            safe.apply(each);
                            unsynced.remove(each);
                        }
                    }
                }
                case Step.Write write -> {
                    tear(written, write, where);
                    written.apply(write);
                    unsynced.add(write);
                    examine(written, where);
                }
                case Step.Truncate truncate -> cut(written, unsynced, truncate, where);
                case Step.Delete delete -> cut(written, unsynced, delete, where);
            }
        }
        return new Tally(images, List.copyOf(faults));
    }

    private void cut(Disk written, List<Step.OfFile> unsynced, Step.OfFile step, String where) {
        written.apply(step);
        unsynced.add(step);
        examine(written, where);
    }

    /// The write as far as it came.
    private void tear(Disk written, Step.Write write, String where) {
        for (int unit : UNITS) {
            for (int kept = unit; kept < write.data().length(); kept += unit) {
                var torn = written.copy();
                torn.write(write.file(), write.offset(), write.data().first(kept));
                examine(torn, "%s, torn after %d".formatted(where, kept));
            }
        }
    }

    /// The power goes: of what is not synced any sectors may be there.
    private void lose(Disk safe, List<Step.OfFile> unsynced, String where) {
        examine(safe, where + ", all lost that was not synced");
        for (int i = 0; i < lossesEach && !unsynced.isEmpty(); i++) {
            var left = safe.copy();
            for (var step : unsynced) {
                if (step instanceof Step.Write(var of, long offset, var data)) {
                    keepSome(left, of, offset, data);
                } else if (dice.nextBoolean()) {
                    left.apply(step);
                }
            }
            examine(left, where + ", random sectors lost");
        }
    }

    private void keepSome(Disk left, String of, long offset, Bytes data) {
        for (int from = 0; from < data.length(); from += SECTOR) {
            if (dice.nextInt(4) != 0) {
                left.write(
                        of,
                        offset + from,
                        data.slice(from, Math.min(data.length(), from + SECTOR)));
            }
        }
    }

    private void examine(Disk disk, String where) {
        if (dice.nextInt(sample) != 0) {
            return;
        }
        images++;
        disk.store(file);
        try {
            int signals = Revival.of(file, identity);
            var ledger = Ledger.read(file);
            var found = new ArrayList<>(ledger.faults(identity));
            found.addAll(ledger.unsettled());
            found.addAll(Promises.lost(words, ledger));
            if (signals > 0) {
                found.add("%d signals at recovery".formatted(signals));
            }
            found.forEach(each -> faults.add(where + ": " + each));
        } catch (JournalUnavailable e) {
            faults.add("%s: does not open: %s".formatted(where, e.getMessage()));
        }
    }

    private static String name(Step step) {
        return switch (step) {
            case Step.Write(var of, long offset, var data) ->
                    "write of %d bytes at %d of journal%s".formatted(data.length(), offset, of);
            case Step.Truncate(var of, long size) -> "journal%s cut to %d".formatted(of, size);
            case Step.Delete(var of) -> "journal%s deleted".formatted(of);
            case Step.Synced(var of) -> "journal%s synced".formatted(of);
            case Step.Said(var word) -> word.getClass().getSimpleName();
        };
    }
}
