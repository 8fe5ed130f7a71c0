package dev.coinless.edge.io.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Refused;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.refusal.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a file can do; the rest is in the contract.
class SqliteJournalTest {

    private static final JournalRecord RECORD = new Refused(Refusal.BUSY, 1);

    @TempDir Path folder;

    @Test
    void everyCommitIsForcedToTheMedium() throws Exception {
        try (var journal = SqliteJournal.create(file())) {
            journal.append(RECORD);

            assertThat(journal.pragma("journal_mode")).isEqualTo("wal");
            assertThat(journal.pragma("synchronous")).isEqualTo("2");
        }
    }

    @Test
    void whatIsOfACodeIsFoundByItsIndexHoweverManyWereSold() throws Exception {
        SqliteJournal.create(file()).close();
        var plan = "EXPLAIN QUERY PLAN SELECT kind FROM record " + SqliteJournal.OF_COUNTER;

        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.prepareStatement(plan)) {
            statement.setLong(1, 7);
            try (var steps = statement.executeQuery()) {
                assertThat(steps.next()).isTrue();
                assertThat(steps.getString("detail")).contains("USING INDEX about");
            }
        }
    }

    @Test
    void aLostJournalForcesReEnrolment() {
        assertThatThrownBy(() -> SqliteJournal.open(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("enrolled again");
    }

    @Test
    void aNewJournalNeverReplacesAnOldOne() throws Exception {
        try (var journal = SqliteJournal.create(file())) {
            journal.append(RECORD);
        }

        assertThatThrownBy(() -> SqliteJournal.create(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void anEnrolmentThatWasInterruptedCanBeRepeated() throws Exception {
        SqliteJournal.create(file()).close();

        try (var journal = SqliteJournal.create(file())) {
            journal.append(RECORD);
            assertThat(all(journal)).containsExactly(RECORD);
        }
    }

    @Test
    void aLockedJournalFailsSoonAndWorksAgainAfterwards() throws Exception {
        try (var journal = SqliteJournal.create(file());
                var other = connect();
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> journal.append(RECORD)).isInstanceOf(JournalUnavailable.class);

            statement.execute("ROLLBACK");
            journal.append(RECORD);
            assertThat(all(journal)).containsExactly(RECORD);
        }
    }

    @Test
    void aReceiptThatCouldNotBeWrittenLeavesNoTraceAndTheNextOnesAreDurable() throws Exception {
        try (var journal = SqliteJournal.create(file());
                var other = connect();
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> receipt(journal, 5)).isInstanceOf(JournalUnavailable.class);
            statement.execute("ROLLBACK");

            assertThat(receipt(journal, 5)).isEqualTo(new Sequence(1));
            assertThat(receipt(journal, 6)).isEqualTo(new Sequence(2));
            journal.append(RECORD);

            try (var reader = SqliteJournal.openToRead(file())) {
                assertThat(all(reader))
                        .extracting(JournalRecord::kind)
                        .containsExactly(RecordKind.RECEIPT, RecordKind.RECEIPT, RECORD.kind());
            }
        }
    }

    private static Sequence receipt(SqliteJournal journal, long counter) throws Exception {
        var written = new AtomicReference<>(new Sequence(0));
        journal.appendReceipt(
                new Counter(counter),
                new Counter(1),
                (sequence, _, _) -> {
                    written.set(sequence);
                    return Bytes.utf8("receipt " + counter);
                });
        return written.get();
    }

    @Test
    void itCanBeReadWhileTheModuleWrites() throws Exception {
        try (var journal = SqliteJournal.create(file())) {
            journal.append(RECORD);
            try (var reader = SqliteJournal.openToRead(file())) {
                assertThat(all(reader)).containsExactly(RECORD);
                journal.append(RECORD);
                assertThat(all(reader)).hasSize(2);
            }
        }
    }

    @Test
    void aJournalOfANewerProgramIsLeftAlone() throws Exception {
        SqliteJournal.create(file()).close();
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteJournal.open(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("newer program");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('CONSUMED', 5, 0, x'FF')",
                "('RECEIPT', -1, 1, x'00')",
                "('ACK', 0, -1, x'8100')",
                "('CASH', 0, -1, x'FF')"
            })
    void aDamagedRecordIsNamed(String row) throws Exception {
        SqliteJournal.create(file()).close();
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute("INSERT INTO record (kind, counter, number, body) VALUES " + row);
        }

        assertThatThrownBy(() -> SqliteJournal.open(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aRecordThatNoProgramWritesIsNamedByWhoeverReadsAll() throws Exception {
        try (var journal = SqliteJournal.create(file());
                var other = connect();
                var statement = other.createStatement()) {
            statement.execute(
                    "INSERT INTO record (kind, counter, number, body)"
                            + " VALUES ('NONSENSE', 5, 0, x'00')");

            assertThatThrownBy(() -> all(journal))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void afterAFailedWriteItWorksOnWhatIsReallyThere() throws Exception {
        try (var journal = SqliteJournal.create(file());
                var other = connect();
                var statement = other.createStatement()) {
            for (var write : failing(journal)) {
                statement.execute("BEGIN IMMEDIATE");
                statement.execute(
                        "INSERT INTO record (kind, counter, number, body)"
                                + " SELECT 'RESERVED', IFNULL(MAX(counter), 0) + 64, 0, x''"
                                + " FROM record");
                var before = journal.reserved();

                assertThatThrownBy(write::run)
                        .isInstanceOf(JournalUnavailable.class)
                        .hasMessageContaining("locked");
                statement.execute("COMMIT");

                assertThat(journal.reserved()).isEqualTo(new Counter(before.value() + 64));
            }
        }
    }

    /// What can fail.
    private interface Writing {
        void run() throws JournalUnavailable;
    }

    private static List<Writing> failing(SqliteJournal journal) {
        return List.of(
                () -> journal.append(RECORD),
                journal::forgetCash,
                () -> journal.forgetUpTo(new Sequence(0)),
                () -> journal.keepKeyCerts(List.of()));
    }

    @Test
    void aClosedOneNeitherReadsNorWritesAndMayBeClosedAgain() throws Exception {
        var journal = SqliteJournal.create(file());
        journal.close();
        journal.close();

        assertThatThrownBy(() -> journal.append(RECORD)).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> all(journal)).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> journal.of(new Counter(5)))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("cannot read");
        assertThatThrownBy(() -> journal.receipt(new Sequence(1)))
                .isInstanceOf(JournalUnavailable.class);
    }

    @Test
    void aFileThatIsNoJournalIsLeftAlone() throws Exception {
        Files.writeString(file(), "this is no database, and it is longer than its header would be");

        assertThatThrownBy(() -> SqliteJournal.open(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("cannot open " + file());
    }

    @Test
    void aReaderOfALostJournalIsToldSo() {
        assertThatThrownBy(() -> SqliteJournal.openToRead(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("enrolled again");
        assertThat(file()).doesNotExist();
    }

    @Test
    void whoOnlyReadsCannotWrite() throws Exception {
        SqliteJournal.create(file()).close();

        try (var reader = SqliteJournal.openToRead(file())) {
            assertThatThrownBy(() -> reader.append(RECORD))
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessageContaining("readonly");
        }
    }

    /// A month without network. The sales are damaged on purpose: a start that read them would
    /// fail.
    @Test
    @Timeout(30)
    void aStartReadsOnlyWhatMattersNowHoweverManySalesWait() throws Exception {
        SqliteJournal.create(file()).close();
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute(
                    """
                    WITH RECURSIVE sale (n) AS
                        (SELECT 1 UNION ALL SELECT n + 1 FROM sale WHERE n < 10000)
                    INSERT INTO record (kind, counter, number, body)
                    SELECT kind, n, iif(kind = 'RECEIPT', n, vend), body FROM sale JOIN
                        (SELECT 'CONSUMED' AS kind, 0 AS vend, x'FF' AS body
                            UNION ALL SELECT 'INTENT', 1, x'FF'
                            UNION ALL SELECT 'RESULT', 1, x'FF'
                            UNION ALL SELECT 'RECEIPT', 0, randomblob(300))
                    """);
        }

        try (var journal = SqliteJournal.open(file())) {
            assertThat(journal.position(new Counter(10_001)).sequence())
                    .isEqualTo(new Sequence(10_000));
            assertThat(journal.pending()).isEmpty();
            assertThat(journal.receiptsAfter(new Sequence(4_000), 50)).hasSize(50);
        }
    }

    private Path file() {
        return folder.resolve("journal-1.db");
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    private static ArrayList<JournalRecord> all(SqliteJournal journal) throws Exception {
        var records = new ArrayList<JournalRecord>();
        journal.forEach(records::add);
        return records;
    }
}
