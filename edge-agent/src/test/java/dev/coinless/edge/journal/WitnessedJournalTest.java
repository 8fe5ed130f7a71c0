package dev.coinless.edge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the witness is told; that the journal stays what it is, its contract says.
class WitnessedJournalTest {

    private static final Counter FIVE = new Counter(5);

    private final MemoryJournal memory = new MemoryJournal();
    private final List<RecordKind> told = new ArrayList<>();
    private final WitnessedJournal journal =
            new WitnessedJournal(
                    memory,
                    kind -> {
                        assertThat(memory.records().getLast().kind()).isEqualTo(kind);
                        told.add(kind);
                    });

    @Test
    void theWitnessIsToldOfEachRecordWhenItIsWritten() throws Exception {
        journal.append(new JournalRecord.Consumed(JournalContractTest.consumption(FIVE)));
        var receipt = journal.appendReceipt(FIVE, FIVE, (_, _, _) -> Bytes.utf8("receipt"));

        assertThat(receipt).isEqualTo(Bytes.utf8("receipt"));
        assertThat(told).containsExactly(RecordKind.CONSUMED, RecordKind.RECEIPT);
    }

    @Test
    void theWitnessIsNotToldOfWhatCouldNotBeWritten() {
        memory.fail(true);

        assertThatThrownBy(() ->
                        journal.append(
                                new JournalRecord.Consumed(JournalContractTest.consumption(FIVE))))
                .isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> journal.appendReceipt(FIVE, FIVE, (_, _, _) -> Bytes.EMPTY))
                .isInstanceOf(JournalUnavailable.class);

        assertThat(told).isEmpty();
    }
}
