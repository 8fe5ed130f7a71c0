package dev.coinless.proof.crash;

import dev.coinless.model.bytes.Bytes;

/// One thing that the agent did to its journal's files, or that left it, in the order of the trace.
sealed interface Step {

    /// What a file's name ends in: nothing for the database, `-wal` for its log.
    sealed interface OfFile extends Step {
        String file();
    }

    record Write(String file, long offset, Bytes data) implements OfFile {}

    record Truncate(String file, long size) implements OfFile {}

    record Delete(String file) implements OfFile {}

    /// The system said that all of the file's earlier writes are on the disk.
    record Synced(String file) implements OfFile {}

    record Said(Word word) implements Step {}
}
