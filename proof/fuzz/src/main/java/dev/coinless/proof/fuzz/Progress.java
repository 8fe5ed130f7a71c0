package dev.coinless.proof.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many inputs a target has had so far, in a file, so that a long proof may be stopped and goes
/// on where it was.
record Progress(Path file) {

    /// None if it never ran.
    ///
    /// @throws IOException if there is a file that says no number; delete it to begin anew
    long done() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var said = Files.readString(file).strip();
        if (!said.matches("\\d{1,18}")) {
            throw new IOException(
                    "%s should hold a number; delete it to begin anew".formatted(file));
        }
        return Long.parseLong(said);
    }

    void add(long executions) throws IOException {
        Files.writeString(file, Long.toString(done() + executions));
    }
}
