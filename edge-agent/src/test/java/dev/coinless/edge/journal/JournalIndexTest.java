package dev.coinless.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.edge.journal.JournalRecord.Consumed;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import org.junit.jupiter.api.Test;

/// The floor, which says below what counter nothing can happen any more.
class JournalIndexTest {

    private static final Counter FIVE = new Counter(5);
    private static final Counter SIX = new Counter(6);
    private static final Counter RING = new Counter(9);

    private final JournalIndex index = new JournalIndex();

    @Test
    void theFloorIsTheLowestConsumptionWithoutReceiptOrTheRings() {
        index.apply(new Consumed(JournalContractTest.consumption(SIX)));
        index.apply(new Consumed(JournalContractTest.consumption(FIVE)));

        assertThat(index.position(RING).floor()).isEqualTo(FIVE);
        assertThat(index.position(FIVE).floor()).isEqualTo(FIVE);
        assertThat(index.position(new Counter(4)).floor()).isEqualTo(new Counter(4));

        index.apply(new Receipted(FIVE, new Sequence(1), Bytes.EMPTY));

        assertThat(index.position(RING).floor()).isEqualTo(SIX);
    }

    @Test
    void aReceiptCountsAsWrittenInTheFloorThatItStatesAndChangesNothingYet() {
        index.apply(new Consumed(JournalContractTest.consumption(FIVE)));
        assertThat(index.floorBesides(FIVE, RING)).isEqualTo(RING);
        index.apply(new Consumed(JournalContractTest.consumption(SIX)));

        assertThat(index.floorBesides(FIVE, RING)).isEqualTo(SIX);
        assertThat(index.floorBesides(SIX, RING)).isEqualTo(FIVE);
        assertThat(index.pending()).containsExactly(FIVE, SIX);
    }

    @Test
    void whatIsPendingIsACopy() {
        index.apply(new Consumed(JournalContractTest.consumption(FIVE)));

        index.pending().clear();

        assertThat(index.pending()).containsExactly(FIVE);
    }
}
