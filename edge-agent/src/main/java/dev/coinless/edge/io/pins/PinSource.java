package dev.coinless.edge.io.pins;

import java.io.IOException;

/// Where the wires come from.
@FunctionalInterface
public interface PinSource {

    /// Takes the wires, all lines at rest. Inhibit inputs that are on are told before it returns,
    /// every change after that from a thread of the adapter's.
    ///
    /// @throws IOException if they are not there; the text says what to do
    Pins open(PinEvents events) throws IOException;
}
