package dev.coinless.edge.io.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The journal's schema, version by version. A version is never edited once a module has run it; a
/// change is a new one at the end.
final class Migrations {

    private static final List<List<String>> VERSIONS =
            List.of(
                    List.of(
                            """
                            CREATE TABLE record (
                                id INTEGER PRIMARY KEY AUTOINCREMENT,
                                kind TEXT NOT NULL,
                                counter INTEGER NOT NULL,
                                number INTEGER NOT NULL,
                                body BLOB NOT NULL) STRICT
                            """,
                            unique("consumed", "counter", "CONSUMED"),
                            unique("intent", "counter, number", "INTENT"),
                            unique("result", "counter, number", "RESULT"),
                            unique("receipt", "number", "RECEIPT"),
                            unique("receipted", "counter", "RECEIPT"),
                            "CREATE INDEX about ON record (counter) WHERE counter > 0"));

    private Migrations() {}

    private static String unique(String name, String columns, String kind) {
        return "CREATE UNIQUE INDEX one_%s ON record (%s) WHERE kind = '%s'"
                .formatted(name, columns, kind);
    }

    /// Brings the schema to this build's version.
    ///
    /// @throws SQLException also if the file is of a newer build
    static void apply(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > VERSIONS.size()) {
            throw new SQLException(
                    "the journal has schema version %d, this program knows %d; install the newer program again"
                            .formatted(version, VERSIONS.size()));
        }
        for (int next = version; next < VERSIONS.size(); next++) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var change : VERSIONS.get(next)) {
                    statement.execute(change);
                }
                statement.execute("PRAGMA user_version = " + (next + 1));
                connection.commit();
            } catch (SQLException e) {
                // Half a version would be taken for none at the next start, and fail it.
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    static int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA user_version")) {
            result.next();
            return result.getInt(1);
        }
    }
}
