package dev.coinless.edge.vend;

/// What an adapter hears from the machine's side; only the machine port that it serves knows what
/// it means.
public sealed interface MachineInput {

    /// What lines of a pulse machine say.
    sealed interface OfPins extends MachineInput {}

    /// The device is there.
    record Attached() implements MachineInput {}

    /// The device is gone.
    record Detached() implements MachineInput {}

    /// One line of text, without its end.
    record Line(String text) implements MachineInput {}

    /// A pulse was on the line for its whole width, and is over.
    record PulseSent(int line) implements OfPins {}

    /// The line has rested for its whole gap after a pulse.
    record LineRested(int line) implements OfPins {}

    /// The machine forbids pulses on the line, or allows them again.
    record Inhibit(int line, boolean on) implements OfPins {}

    /// A pulse of the coin acceptor that is beside a line.
    record CoinPulse(int line) implements OfPins {}

    /// Time went on.
    record Tick() implements MachineInput {}
}
