package dev.coinless.proof.simulation;

import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalContractTest;

/// The journal of the simulation keeps the contract that SQLite keeps.
class DiskJournalTest extends JournalContractTest {

    private final Disk disk = new Disk();

    @Override
    protected Journal open() {
        return new DiskJournal(disk, new Power());
    }
}
