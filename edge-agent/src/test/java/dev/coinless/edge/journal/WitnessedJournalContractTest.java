package dev.coinless.edge.journal;

/// Its witness changes nothing.
class WitnessedJournalContractTest extends JournalContractTest {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal open() {
        return new WitnessedJournal(journal, _ -> {});
    }
}
