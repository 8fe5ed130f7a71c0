package dev.coinless.functions.book;

import static dev.coinless.functions.book.BookSamples.A;
import static dev.coinless.functions.book.BookSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.testing.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtendLaneTest {

    private final LaneState lane = LaneState.start(A).extended(7);

    @Test
    void newEntriesFollowThoseThatAreThere() {
        var step = ExtendLane.step(lane, List.of(entry(1, 2), entry(1, 1)), Map.of(), Map.of());

        var growth = step.growth().orElseThrow();
        assertThat(growth.fragment().first()).isEqualTo(7);
        assertThat(growth.marks()).extracting(Mark::index).containsExactly(7L, 8L);
        assertThat(growth.after().appended()).isEqualTo(9);
        assertThat(growth.after().version()).isEqualTo(lane.version() + 1);
        assertThat(step.contradictions()).isEmpty();
    }

    @Test
    void anEntryThatIsThereIsNothing() {
        var old = entry(1, 1);
        var mark = Mark.of(old.entry(), 3);

        var step = ExtendLane.step(lane, List.of(old), Map.of(old.id(), mark), Map.of());

        assertThat(step.growth()).isEmpty();
        assertThat(step.contradictions()).isEmpty();
    }

    @Test
    void anotherEntryOfTheSameNameIsAContradiction() {
        var old = entry(1, 1);
        var other = entry(1, 1, 99);
        var mark = Mark.of(old.entry(), 3);

        var step =
                ExtendLane.step(
                        lane, List.of(other, entry(1, 2)), Map.of(old.id(), mark), Map.of());

        assertThat(step.contradictions()).containsExactly(other);
        assertThat(step.growth().orElseThrow().marks())
                .extracting(Mark::id)
                .containsExactly(entry(1, 2).id());
    }

    @Test
    void twoOfTheSameNameInOneBatchAreOneOrAContradiction() {
        var one = entry(1, 1);
        var other = entry(1, 1, 99);

        var same = ExtendLane.step(lane, List.of(one, one), Map.of(), Map.of());
        var apart = ExtendLane.step(lane, List.of(one, other), Map.of(), Map.of());

        assertThat(same.growth().orElseThrow().marks()).hasSize(1);
        assertThat(same.contradictions()).isEmpty();
        assertThat(apart.growth().orElseThrow().marks()).hasSize(1);
        assertThat(apart.contradictions()).containsExactly(other);
    }

    @Test
    void theStakeAtAModuleIsFoldedOnceForEachNewEntry() {
        var before = new Exposure(Samples.M7, 4, 100, 0);
        var known = entry(1, 1, 30);

        var step =
                ExtendLane.step(
                        lane,
                        List.of(known, entry(1, 2, 20), entry(2, 1, 5)),
                        Map.of(known.id(), Mark.of(known.entry(), 0)),
                        Map.of(Samples.M7, before));

        assertThat(step.growth().orElseThrow().exposures())
                .containsExactly(new Exposure(Samples.M7, 5, 125, 0));
    }
}
