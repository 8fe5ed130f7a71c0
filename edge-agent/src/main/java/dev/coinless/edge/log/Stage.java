package dev.coinless.edge.log;

/// The stages of a sale that happen in the module, as the log names them, what is before all of
/// them, and the module's own network.
public enum Stage {
    START,
    ADVERTISE,
    AUTHORIZE,
    PRESENT,
    VEND,
    RECEIPT,
    UPLINK
}
