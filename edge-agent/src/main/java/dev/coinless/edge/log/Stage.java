package dev.coinless.edge.log;

/// The stages of a sale that happen in the module, as the log names them, and what is before all of
/// them.
public enum Stage {
    START,
    ADVERTISE,
    AUTHORIZE,
    PRESENT,
    VEND,
    RECEIPT
}
