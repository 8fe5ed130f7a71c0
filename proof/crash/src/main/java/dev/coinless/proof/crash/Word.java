package dev.coinless.proof.crash;

import dev.coinless.model.bytes.Bytes;

/// Something that left the module, so that somebody relies on it from then on.
sealed interface Word {

    /// The gate said yes to a presentation of a grant on this counter.
    record Admitted(long counter) implements Word {}

    /// A receipt was given out.
    record GaveReceipt(Bytes receipt) implements Word {}

    /// A code was broadcast.
    record Broadcast(long counter) implements Word {}

    /// The machine was told to vend.
    record Approved() implements Word {}

    /// An acknowledgement was taken in.
    record TookAck(long sequence) implements Word {}
}
