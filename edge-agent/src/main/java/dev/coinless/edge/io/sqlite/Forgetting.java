package dev.coinless.edge.io.sqlite;

import dev.coinless.edge.journal.Journal;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Sequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What is deleted from the journal's file, so that it does not grow for ever. Each statement is a
/// commit of its own: what is not deleted this time is the next time.
final class Forgetting {

    /// All records of the sales up to a sequence, but for the last receipt of all: the next one
    /// names its hash.
    private static final String SALES =
            """
            DELETE FROM record WHERE counter IN
                (SELECT counter FROM record WHERE kind = 'RECEIPT' AND number <= ?
                    AND number < (SELECT MAX(number) FROM record WHERE kind = 'RECEIPT'))
                AND kind IN ('CONSUMED', 'INTENT', 'RESULT', 'RECEIPT')
            """;

    private static final String ACKNOWLEDGEMENTS =
            "DELETE FROM record WHERE kind = 'ACK' AND number < ?";

    private static final String RESERVATIONS =
            """
            DELETE FROM record WHERE kind = 'RESERVED'
                AND id < (SELECT MAX(id) FROM record WHERE kind = 'RESERVED')
            """;

    private static final String REFUSALS =
            """
            DELETE FROM record WHERE kind = 'REFUSED' AND id <=
                (SELECT id FROM record WHERE kind = 'REFUSED' ORDER BY id DESC LIMIT 1 OFFSET %d)
            """
                    .formatted(Journal.REFUSALS_KEPT);

    /// The last one that the platform has stays: the next one's chain goes on from it.
    private static final String CASH = "DELETE FROM record WHERE kind = 'CASH' AND number < ?";

    private Forgetting() {}

    static void upTo(Connection connection, Sequence sequence) throws SQLException {
        delete(connection, SALES, sequence.value());
        delete(connection, ACKNOWLEDGEMENTS, sequence.value());
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(RESERVATIONS);
            statement.executeUpdate(REFUSALS);
        }
    }

    static void cashBefore(Connection connection, Sequence number) throws SQLException {
        delete(connection, CASH, number.value());
    }

    static void keyCertsBut(Connection connection, List<Bytes> needed) throws SQLException {
        var marks = String.join(", ", needed.stream().map(_ -> "?").toList());
        var unneeded =
                "DELETE FROM record WHERE kind = 'KEYCERT' AND body NOT IN (%s)".formatted(marks);
        try (var statement = connection.prepareStatement(unneeded)) {
            for (int i = 0; i < needed.size(); i++) {
                statement.setBytes(i + 1, needed.get(i).toArray());
            }
            statement.executeUpdate();
        }
    }

    private static void delete(Connection connection, String what, long upTo) throws SQLException {
        try (var statement = connection.prepareStatement(what)) {
            statement.setLong(1, upTo);
            statement.executeUpdate();
        }
    }
}
