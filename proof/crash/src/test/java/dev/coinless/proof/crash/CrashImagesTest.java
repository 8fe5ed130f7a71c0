package dev.coinless.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./coinless prove crash`, and that it can see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashImagesTest {

    private static final long SEED = Long.getLong("seed", 20_261_120L);

    /// Frames of the log before its checkpoint falls among the sales.
    private static final int FRAMES_LEFT = 25;

    private final Path place = CrashProof.place();
    private Recording ofEmptyLog;
    private Recording withCheckpoint;

    @BeforeAll
    void record(@TempDir Path folder) {
        System.out.println("seed " + SEED + ", replay with -Dseed=" + SEED);
        var missing = "strace is missing: apt-get install strace";
        assertThat(Recording.isPossible() || !Boolean.parseBoolean(System.getenv("CI")))
                .as(missing)
                .isTrue();
        assumeTrue(Recording.isPossible(), missing);
        ofEmptyLog = Recording.of(folder.resolve("empty"), dice(), 2, 0);
        withCheckpoint = Recording.of(folder.resolve("full"), dice(), 2, FRAMES_LEFT);
    }

    @AfterAll
    void delete() {
        Program.delete(place);
    }

    @Test
    void whateverACrashLeavesOfAShortLogNothingThatLeftTheModuleIsLost() {
        var tally = images(ofEmptyLog, 1, 1).tryAll(ofEmptyLog.begin(), ofEmptyLog.steps());

        System.out.printf("%d steps, %d images%n", ofEmptyLog.steps().size(), tally.opened());
        assertThat(tally.faults()).isEmpty();
        assertThat(tally.opened()).isGreaterThan(100);
    }

    @Test
    void whateverACrashLeavesAroundACheckpointNothingThatLeftTheModuleIsLost() {
        var tally =
                images(withCheckpoint, 2, 6).tryAll(withCheckpoint.begin(), withCheckpoint.steps());

        System.out.printf("%d steps, %d images%n", withCheckpoint.steps().size(), tally.opened());
        assertThat(tally.faults()).isEmpty();
        assertThat(tally.opened()).isGreaterThan(50);
    }

    @Test
    void theRecordingHasSalesTheirWordsAndACheckpoint() {
        var steps = withCheckpoint.steps();
        assertThat(steps)
                .extracting(Step::getClass)
                .contains(Step.Said.class, Step.Write.class, Step.Synced.class);
        for (var type :
                List.of(
                        Word.Admitted.class,
                        Word.Approved.class,
                        Word.GaveReceipt.class,
                        Word.TookAck.class)) {
            assertThat(steps)
                    .filteredOn(
                            each -> each instanceof Step.Said(var word) && type.isInstance(word))
                    .as(type.getSimpleName())
                    .hasSize(2);
        }
        assertThat(steps)
                .as("the log is written back to the database")
                .anyMatch(step -> step instanceof Step.Write(var file, _, _) && file.isEmpty());
    }

    @Test
    void aWordThatLeavesBeforeItsRecordIsSyncedIsFound() {
        for (var type :
                List.of(
                        Word.Admitted.class,
                        Word.Approved.class,
                        Word.GaveReceipt.class,
                        Word.TookAck.class)) {
            var hasty = new ArrayList<>(ofEmptyLog.steps());
            int at = indexOf(hasty, type);
            var word = hasty.remove(at);
            hasty.add(behindTheWordBefore(hasty, at), word);

            assertThat(images(ofEmptyLog, 1, 1).tryAll(ofEmptyLog.begin(), hasty).faults())
                    .as(type.getSimpleName())
                    .isNotEmpty();
        }
    }

    @Test
    void aDiskThatDoesNotSyncIsFound() {
        var lazy =
                ofEmptyLog.steps().stream().filter(step -> !(step instanceof Step.Synced)).toList();

        assertThat(images(ofEmptyLog, 1, 1).tryAll(ofEmptyLog.begin(), lazy).faults()).isNotEmpty();
    }

    private Images images(Recording of, int lossesEach, int sample) {
        return new Images(place.resolve(Site.JOURNAL), of.identity(), dice(), lossesEach, sample);
    }

    private static int indexOf(List<Step> steps, Class<? extends Word> type) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Said(var word) && type.isInstance(word)) {
                return i;
            }
        }
        throw new AssertionError("no " + type.getSimpleName());
    }

    /// The place right behind what somebody relied on before.
    private static int behindTheWordBefore(List<Step> steps, int at) {
        int place = at;
        while (place > 0
                && !(steps.get(place - 1) instanceof Step.Said(var word)
                        && !(word instanceof Word.Broadcast))) {
            place--;
        }
        return place;
    }

    private static RandomGenerator dice() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    }
}
