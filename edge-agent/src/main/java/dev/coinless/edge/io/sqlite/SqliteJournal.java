package dev.coinless.edge.io.sqlite;

import dev.coinless.edge.journal.CashPosition;
import dev.coinless.edge.journal.Journal;
import dev.coinless.edge.journal.JournalIndex;
import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Receipted;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRow;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.Position;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.wire.Malformed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The journal in one SQLite file: write-ahead log, every commit forced to the card.
///
/// After a failed write it reads the file anew before it goes on, since a commit that failed may
/// still be there.
public final class SqliteJournal implements Journal {

    /// How long a write waits for somebody who reads the file with a tool, before it fails.
    private static final int BUSY_TIMEOUT_MILLIS = 250;

    private static final String COLUMNS = "SELECT kind, counter, number, body FROM record ";

    /// Codes begin with counter 1; the index leaves out the records that are of no code, and is
    /// used only where that is said.
    static final String OF_COUNTER =
            """
            WHERE counter = ? AND counter > 0
                AND kind IN ('CONSUMED', 'INTENT', 'RESULT', 'RECEIPT') ORDER BY id
            """;

    /// The standing of the module: of its sales only the last ones and those without receipt, so
    /// that a start takes as long after a month without network as after a day.
    private static final String WHAT_MATTERS_NOW =
            """
            WHERE kind IN
                    ('RESERVED', 'ACK', 'KEYCERT', 'CONFIG', 'DENYLIST', 'CASH_ACK', 'HEADER')
                OR id IN (SELECT id FROM record AS sale WHERE kind = 'CONSUMED' AND NOT EXISTS
                    (SELECT 1 FROM record WHERE kind = 'RECEIPT' AND counter = sale.counter))
                OR id IN (SELECT id FROM record WHERE kind = 'RECEIPT'
                    ORDER BY number DESC LIMIT 1)
                OR id IN (SELECT id FROM record WHERE kind = 'CASH'
                    ORDER BY number DESC LIMIT 1)
            ORDER BY id
            """;

    private final Connection connection;
    private JournalIndex index = new JournalIndex();
    private boolean indexIsCurrent;

    private SqliteJournal(Connection connection) {
        this.connection = connection;
    }

    /// Makes a new journal.
    ///
    /// @throws JournalUnavailable if there is one already that has a record
    public static SqliteJournal create(Path file) throws JournalUnavailable {
        boolean isNew = Files.notExists(file);
        var journal = open(file, false);
        // An enrolment that was interrupted leaves an empty one; a module that ever ran does not.
        if (!isNew && !journal.isEmpty()) {
            journal.close();
            throw new JournalUnavailable(
                    "the journal %s exists already: this enrolment is in use, prepare and enrol the module anew"
                            .formatted(file),
                    new SQLException("exists"));
        }
        return journal;
    }

    /// Opens the journal to write.
    ///
    /// @throws JournalUnavailable also if it does not exist: a lost journal forces re-enrolment
    public static SqliteJournal open(Path file) throws JournalUnavailable {
        requireExisting(file);
        return open(file, false);
    }

    /// Opens the journal to read only, beside a program that writes it.
    public static SqliteJournal openToRead(Path file) throws JournalUnavailable {
        requireExisting(file);
        return open(file, true);
    }

    private boolean isEmpty() throws JournalUnavailable {
        var empty = new AtomicBoolean(true);
        forEach(_ -> empty.set(false));
        return empty.get();
    }

    private static void requireExisting(Path file) throws JournalUnavailable {
        if (!Files.isRegularFile(file)) {
            throw new JournalUnavailable(
                    "the journal %s does not exist; without it no code is known to be unspent, so the module must be enrolled again"
                            .formatted(file),
                    new SQLException("missing"));
        }
    }

    private static SqliteJournal open(Path file, boolean readOnly) throws JournalUnavailable {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setReadOnly(readOnly);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        try {
            var journal = new SqliteJournal(config.createConnection("jdbc:sqlite:" + file));
            if (!readOnly) {
                Migrations.apply(journal.connection);
            }
            journal.index();
            return journal;
        } catch (SQLException e) {
            throw unavailable("open " + file, e);
        }
    }

    @Override
    public void append(JournalRecord record) throws JournalUnavailable {
        index();
        try {
            insert(record);
        } catch (SQLException e) {
            throw failed("write " + record.kind(), e);
        }
        index.apply(record);
    }

    /// One statement, so one commit: this program is the journal's only writer, and the position is
    /// what the file holds.
    @Override
    public Bytes appendReceipt(Counter counter, Counter ringFloor, ReceiptWriter writer)
            throws JournalUnavailable {
        var position = index().position(ringFloor);
        var sequence = position.sequence().next();
        var floor = index().floorBesides(counter, ringFloor);
        var receipt = writer.write(sequence, position.hash(), floor);
        append(new Receipted(counter, sequence, receipt));
        return receipt;
    }

    @Override
    public List<JournalRecord> of(Counter counter) throws JournalUnavailable {
        return select(OF_COUNTER, counter.value());
    }

    @Override
    public List<Bytes> receipt(Sequence sequence) throws JournalUnavailable {
        return select("WHERE kind = 'RECEIPT' AND number = ?", sequence.value()).stream()
                .map(record -> ((Receipted) record).receipt())
                .toList();
    }

    @Override
    public Position position(Counter ringFloor) throws JournalUnavailable {
        return index().position(ringFloor);
    }

    @Override
    public Set<Counter> pending() throws JournalUnavailable {
        return index().pending();
    }

    @Override
    public Counter reserved() throws JournalUnavailable {
        return index().reserved();
    }

    @Override
    public Duration powered() throws JournalUnavailable {
        return index().powered();
    }

    @Override
    public Sequence acknowledged() throws JournalUnavailable {
        return index().acknowledged();
    }

    @Override
    public List<Bytes> keyCerts() throws JournalUnavailable {
        return index().keyCerts();
    }

    @Override
    public List<Bytes> receiptsAfter(Sequence sequence, int limit) throws JournalUnavailable {
        return select(
                        "WHERE kind = 'RECEIPT' AND number > ? ORDER BY number LIMIT " + limit,
                        sequence.value())
                .stream()
                .map(record -> ((Receipted) record).receipt())
                .toList();
    }

    @Override
    public Optional<Bytes> config() throws JournalUnavailable {
        return index().config();
    }

    @Override
    public Optional<Bytes> denylist() throws JournalUnavailable {
        return index().denylist();
    }

    @Override
    public Optional<Bytes> header() throws JournalUnavailable {
        return index().header();
    }

    @Override
    public CashPosition cash() throws JournalUnavailable {
        return index().cash();
    }

    @Override
    public List<Sold> cashFrom(Sequence number, int limit) throws JournalUnavailable {
        return select(
                        "WHERE kind = 'CASH' AND number >= ? ORDER BY number LIMIT " + limit,
                        number.value())
                .stream()
                .map(Sold.class::cast)
                .toList();
    }

    @Override
    public void forgetCash() throws JournalUnavailable {
        var acknowledged = index().cash().acknowledged();
        try {
            Forgetting.cashBefore(connection, acknowledged);
        } catch (SQLException e) {
            throw failed("forget", e);
        }
    }

    @Override
    public Sequence acknowledgedBefore(Duration powered) throws JournalUnavailable {
        return index().acknowledgedBefore(powered);
    }

    @Override
    public void forgetUpTo(Sequence sequence) throws JournalUnavailable {
        if (sequence.compareTo(acknowledged()) > 0) {
            throw new IllegalArgumentException("only what is acknowledged may be forgotten");
        }
        try {
            Forgetting.upTo(connection, sequence);
        } catch (SQLException e) {
            throw failed("forget", e);
        }
    }

    @Override
    public void keepKeyCerts(List<Bytes> needed) throws JournalUnavailable {
        var index = index();
        try {
            Forgetting.keyCertsBut(connection, needed);
        } catch (SQLException e) {
            throw failed("forget", e);
        }
        index.keepKeyCerts(needed);
    }

    @Override
    public void forEach(Consumer<JournalRecord> reader) throws JournalUnavailable {
        read("ORDER BY id", reader);
    }

    private void read(String condition, Consumer<JournalRecord> reader) throws JournalUnavailable {
        try (var statement = connection.prepareStatement(COLUMNS + condition);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.accept(record(rows));
            }
        } catch (SQLException e) {
            throw unavailable("read", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Every record is durable already; there is nothing left that closing could save.
            indexIsCurrent = false;
        }
    }

    /// A setting of the database, for tests of what the file promises.
    String pragma(String name) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA " + name)) {
            result.next();
            return result.getString(1);
        }
    }

    private JournalIndex index() throws JournalUnavailable {
        if (!indexIsCurrent) {
            var fresh = new JournalIndex();
            read(WHAT_MATTERS_NOW, fresh::apply);
            index = fresh;
            indexIsCurrent = true;
        }
        return index;
    }

    private void insert(JournalRecord record) throws SQLException {
        var row = JournalRow.of(record);
        try (var statement =
                connection.prepareStatement(
                        verb(row.kind())
                                + " INTO record (kind, counter, number, body)"
                                + " VALUES (?, ?, ?, ?)")) {
            statement.setString(1, row.kind().name());
            statement.setLong(2, row.counter());
            statement.setLong(3, row.number());
            statement.setBytes(4, row.body().toArray());
            statement.executeUpdate();
        } catch (SQLiteException e) {
            if (e.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE) {
                throw new IllegalStateException(
                        "a second %s of counter %d, number %d"
                                .formatted(row.kind(), row.counter(), row.number()),
                        e);
            }
            throw e;
        }
    }

    /// What stands until it is replaced is replaced in the same commit.
    private static String verb(RecordKind kind) {
        return switch (kind) {
            case CONFIG, DENYLIST, CASH_ACK, HEADER -> "INSERT OR REPLACE";
            case RESERVED, CONSUMED, INTENT, RESULT, RECEIPT, ACK, KEYCERT, REFUSED, CASH ->
                    "INSERT";
        };
    }

    private List<JournalRecord> select(String condition, long parameter) throws JournalUnavailable {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + condition)) {
            statement.setLong(1, parameter);
            var records = new ArrayList<JournalRecord>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(record(rows));
                }
            }
            return records;
        } catch (SQLException e) {
            throw unavailable("read", e);
        }
    }

    private static JournalRecord record(ResultSet row) throws SQLException {
        try {
            return new JournalRow(
                            RecordKind.valueOf(row.getString(1)),
                            row.getLong(2),
                            row.getLong(3),
                            Bytes.of(row.getBytes(4)))
                    .record();
        } catch (Malformed | IllegalArgumentException e) {
            throw new SQLException("a record of the journal is damaged: " + e.getMessage(), e);
        }
    }

    private JournalUnavailable failed(String doing, SQLException e) {
        indexIsCurrent = false;
        return unavailable(doing, e);
    }

    private static JournalUnavailable unavailable(String doing, SQLException e) {
        return new JournalUnavailable("cannot %s: %s".formatted(doing, e.getMessage()), e);
    }
}
