package dev.coinless.functions.book;

import static dev.coinless.functions.book.BookSamples.A;
import static dev.coinless.functions.book.BookSamples.NOW;
import static dev.coinless.functions.book.BookSamples.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealBlockTest {

    private final List<Fragment> fragments = new ArrayList<>();
    private LaneState lane = LaneState.start(A);

    /// Appends so many entries at once.
    private void append(int count) {
        var entries = new ArrayList<NewEntry>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(1, lane.appended() + i + 1));
        }
        var growth = ExtendLane.step(lane, entries, Map.of(), Map.of()).growth().orElseThrow();
        lane = growth.after();
        fragments.add(growth.fragment());
    }

    @Test
    void aBlockTakesAllThatWaits() {
        append(3);
        append(2);

        var sealed = SealBlock.step(lane, fragments, NOW.plusNanos(5));

        assertThat(sealed.block().entries())
                .extracting(each -> each.version())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(sealed.block().head().at()).isEqualTo(NOW);
        assertThat(sealed.after().waiting()).isZero();
        assertThat(sealed.nodes()).hasSize(1);
    }

    @Test
    void aBlockTakesAHundredEntriesAndTheNextOneGoesOnInTheMiddleOfAFragment() {
        for (int i = 0; i < 3; i++) {
            append(40);
        }

        var first = SealBlock.step(lane, fragments, NOW);
        var second = SealBlock.step(first.after(), fragments, NOW);

        assertThat(first.block().entries()).hasSize(100);
        assertThat(second.block().entries()).hasSize(20);
        assertThat(second.block().entries().getFirst().version()).isEqualTo(101);
        assertThat(second.block().head().previous()).isEqualTo(first.block().head().hash());
        assertThat(second.after().tip().blocks()).isEqualTo(2);
    }

    @Test
    void aFragmentThatIsMissingIsNoticed() {
        append(3);
        append(2);
        fragments.removeFirst();

        assertThatThrownBy(() -> SealBlock.step(lane, fragments, NOW))
                .hasMessage("lane A: entry 0 waits for a block and is not there");
    }
}
