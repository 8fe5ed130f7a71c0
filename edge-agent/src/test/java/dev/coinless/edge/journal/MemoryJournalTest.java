package dev.coinless.edge.journal;

class MemoryJournalTest extends JournalContractTest {
    private final MemoryJournal journal = new MemoryJournal();

    @Override
    protected Journal open() {
        return journal;
    }
}
