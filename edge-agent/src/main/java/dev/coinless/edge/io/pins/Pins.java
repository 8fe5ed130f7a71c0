package dev.coinless.edge.io.pins;

import java.io.IOException;

/// The wires while they are there. Used by one thread; [#close] lets every line rest.
interface Pins extends AutoCloseable {

    /// Makes a line active, or lets it rest.
    ///
    /// @throws IOException if it cannot be known what the line does now
    void drive(int line, boolean active) throws IOException;

    @Override
    void close();
}
