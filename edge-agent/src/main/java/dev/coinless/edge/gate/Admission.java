package dev.coinless.edge.gate;

import dev.coinless.edge.journal.Consumption;
import dev.coinless.model.id.Counter;
import dev.coinless.model.refusal.Refusal;

/// What the gate says to a candidate.
public sealed interface Admission {

    /// The code is consumed, durably; the machine may be told.
    record Admitted(Order order) implements Admission {}

    /// The holder wanted the code burnt; it is, durably, and no order comes of it.
    record Burnt(Consumption consumption) implements Admission {}

    /// STALE_CODE: its REQUEST is closed. The code is burnt, durably, so that its hold can end.
    record Late(Consumption consumption) implements Admission {}

    /// Refused; nothing was written and nothing will happen.
    record Refused(Refusal reason) implements Admission {}

    /// CODE_SPENT, but by this very grant and shown by its holder, who may have the receipt again.
    record Repeated(Counter counter) implements Admission {}
}
