package dev.coinless.edge.io.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coinless.edge.journal.JournalRecord;
import dev.coinless.edge.journal.JournalRecord.Denied;
import dev.coinless.edge.journal.JournalRecord.Sold;
import dev.coinless.edge.journal.JournalRecord.Witnessed;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.edge.journal.RecordKind;
import dev.coinless.edge.journal.Settlement;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.cash.CashSale;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.receipt.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A module that is updated goes on with the journal it has.
class MigrationsTest {

    private static final Counter RING = new Counter(129);

    @TempDir Path folder;

    @Test
    void aJournalOfTheFirstVersionLosesNothingAndCanDoWhatIsNew() throws Exception {
        makeVersionOne();

        try (var journal = SqliteJournal.open(file())) {
            assertThat(journal.pragma("user_version")).isEqualTo("4");
            assertThat(all(journal)).hasSize(17);
            assertThat(journal.reserved()).isEqualTo(new Counter(128));
            assertThat(journal.powered()).isEqualTo(Duration.ofSeconds(1920));
            assertThat(journal.acknowledged()).isEqualTo(new Sequence(2));
            assertThat(journal.keyCerts()).containsExactly(Bytes.utf8("a certificate"));
            assertThat(journal.pending()).containsExactly(new Counter(7));
            assertThat(journal.position(RING).sequence()).isEqualTo(new Sequence(3));
            assertThat(journal.position(RING).hash()).isEqualTo(Bytes.utf8("receipt 3 4").sha256());
            assertThat(Settlement.of(journal.of(new Counter(7))).outcome())
                    .isEqualTo(Outcome.UNKNOWN);
            assertThat(journal.receiptsAfter(new Sequence(2), 9))
                    .containsExactly(Bytes.utf8("receipt 3 4"));

            journal.append(new Denied(Bytes.utf8("a denylist")));
            journal.append(new Denied(Bytes.utf8("another")));
            assertThat(journal.denylist()).contains(Bytes.utf8("another"));
            var sale = new CashSale(CashSource.COIN_PULSE, 1, 50, Set.of(), 9);
            journal.append(new Sold(new Sequence(1), sale, sale.chainedTo(CashSale.NO_CHAIN)));
            assertThat(journal.cash().waiting()).isEqualTo(1);
            journal.append(new Witnessed(Bytes.utf8("a header")));
            journal.append(new Witnessed(Bytes.utf8("a newer one")));
            assertThat(journal.header()).contains(Bytes.utf8("a newer one"));
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheVersionThatWas() throws Exception {
        makeVersionOne();
        execute("CREATE TABLE of_kind (id INTEGER)");

        assertThatThrownBy(() -> SqliteJournal.open(file()))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("of_kind");
        execute("DROP TABLE of_kind");

        try (var journal = SqliteJournal.open(file())) {
            assertThat(all(journal)).extracting(JournalRecord::kind).contains(RecordKind.ACK);
        }
    }

    @Test
    void anOlderFileCanBeReadWithoutChangingIt() throws Exception {
        makeVersionOne();

        try (var journal = SqliteJournal.openToRead(file())) {
            assertThat(all(journal)).hasSize(17);
            assertThat(journal.pragma("user_version")).isEqualTo("1");
        }
    }

    @Test
    void aNewFileIsOfTheNewestVersionAndItsSchemaIsCompleteWithoutAGap() throws Exception {
        try (var connection = connect()) {
            assertThat(Migrations.version(connection)).isZero();

            Migrations.apply(connection);

            assertThat(Migrations.version(connection)).isEqualTo(Migrations.NEWEST);
            assertThat(connection.getAutoCommit()).isTrue();
        }
        for (int version = 1; version <= Migrations.NEWEST; version++) {
            assertThat(Migrations.changes(version)).isNotEmpty().doesNotContain("");
        }
        assertThatThrownBy(() -> Migrations.changes(Migrations.NEWEST + 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it lacks schema-5.sql");
    }

    @Test
    void aVersionIsAppliedWhollyOrNotAtAll() throws Exception {
        makeVersionOne();
        execute("CREATE TABLE of_kind (id INTEGER)");
        try (var connection = connect()) {
            assertThatThrownBy(() -> Migrations.apply(connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("of_kind");

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(Migrations.version(connection)).isEqualTo(1);
            try (var statement = connection.createStatement();
                    var index =
                            statement.executeQuery(
                                    "SELECT COUNT(*) FROM sqlite_master"
                                            + " WHERE name = 'one_standing'")) {
                index.next();
                assertThat(index.getInt(1)).isZero();
            }
        }
    }

    private void makeVersionOne() throws Exception {
        try (var dump = getClass().getResourceAsStream("/journal-version-1.sql")) {
            execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void execute(String script) throws Exception {
        try (var file = connect();
                var statement = file.createStatement()) {
            statement.executeUpdate(script);
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
