package dev.coinless.edge.io.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// The journal's schema, one file `schema-N.sql` for each version. A version is never edited once a
/// module has run it; a change is another file, and one more here.
final class Migrations {

    /// The version that this program writes.
    static final int NEWEST = 4;

    private Migrations() {}

    /// Brings the schema to this program's version, each version in a transaction of its own.
    ///
    /// @throws SQLException also if the file is of a newer program
    static void apply(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > NEWEST) {
            throw new SQLException(
                    "the journal has schema version %d, this program knows %d; install the newer program again"
                            .formatted(version, NEWEST));
        }
        for (int next = version + 1; next <= NEWEST; next++) {
            migrate(connection, next);
        }
    }

    private static void migrate(Connection connection, int version) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var change : changes(version)) {
                statement.execute(change);
            }
            statement.execute("PRAGMA user_version = " + version);
            connection.commit();
        } catch (SQLException e) {
            // Half a version would be taken for none at the next start, and fail it.
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /// The statements of one version; a line that ends in a semicolon ends one.
    static List<String> changes(int version) {
        var name = "schema-%d.sql".formatted(version);
        try (var file = Migrations.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the program is incomplete, it lacks " + name);
            }
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split(";\\R"))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
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
