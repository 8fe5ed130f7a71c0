package dev.coinless.wallet.present;

/// Port to the radio's connections.
public interface Connector {
    /// Connects to a module in range; blocks for a bounded time.
    ///
    /// @param address as a sighting has it
    /// @param listener called on the radio's thread, in the order of the air
    Link connect(String address, Link.Listener listener) throws RadioFailure;
}
