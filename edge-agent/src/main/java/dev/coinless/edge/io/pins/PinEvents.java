package dev.coinless.edge.io.pins;

/// What the wires tell, on a thread of their adapter.
interface PinEvents {

    /// The machine forbids pulses on a line, or allows them again.
    void inhibit(int line, boolean on);

    /// The coin acceptor beside a line gave a pulse.
    void coin(int line);

    /// The wires are gone; the last call.
    void lost();
}
