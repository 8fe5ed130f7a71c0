package dev.coinless.edge.vend;

/// What an adapter hears from the machine's side; only the machine port that it serves knows what
/// it means.
public sealed interface MachineInput {

    /// The device is there.
    record Attached() implements MachineInput {}

    /// The device is gone.
    record Detached() implements MachineInput {}

    /// One line of text, without its end.
    record Line(String text) implements MachineInput {}

    /// Time went on.
    record Tick() implements MachineInput {}
}
