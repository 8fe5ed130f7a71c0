package dev.coinless.edge.pulse;

import java.time.Duration;

/// Port to the wires of a pulse machine; what they do comes to the agent as
/// [dev.coinless.edge.vend.MachineInput.OfPins]. Never blocks and never fails: wires that cannot be
/// driven show as Detached.
///
/// Obligations: a pulse is on the wire once, for at least its width, or not at all; PulseSent comes
/// after its end and LineRested at least the gap later; a line is at rest before the first pulse,
/// between pulses, and when the adapter is closed. Inhibit inputs that are on are told right after
/// Attached.
public interface PulseLines {

    /// Gives one pulse.
    ///
    /// @param width how long it lasts
    /// @param gap how long the line rests afterwards before LineRested
    void pulse(int line, Duration width, Duration gap);
}
