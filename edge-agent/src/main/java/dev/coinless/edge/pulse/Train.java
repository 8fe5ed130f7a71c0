package dev.coinless.edge.pulse;

import dev.coinless.edge.vend.Selection;

/// The pulses that one order is good for.
///
/// @param pulses how many in all
/// @param sent how many were on the line
record Train(PulseLine line, int pulses, int sent) {

    static Train of(PulseLine line, int pulses) {
        return new Train(line, pulses, 0);
    }

    /// The next pulse, as the session knows it.
    Selection next() {
        return new Selection(line.number(), line.value());
    }

    Train oneMore() {
        return new Train(line, pulses, sent + 1);
    }

    boolean isComplete() {
        return sent >= pulses;
    }
}
