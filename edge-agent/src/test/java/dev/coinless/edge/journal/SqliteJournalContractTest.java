package dev.coinless.edge.journal;

import dev.coinless.edge.io.sqlite.SqliteJournal;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalContractTest extends JournalContractTest {
    @TempDir Path folder;
    private boolean created;

    @Override
    protected Journal open() throws JournalUnavailable {
        var file = folder.resolve("journal-1.db");
        if (!created) {
            created = true;
            SqliteJournal.create(file).close();
        }
        return SqliteJournal.open(file);
    }
}
