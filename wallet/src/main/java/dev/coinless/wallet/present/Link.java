package dev.coinless.wallet.present;

import dev.coinless.model.bytes.Bytes;

/// One connection to a module. Every call blocks for a bounded time.
public interface Link {
    /// The agreed ATT MTU.
    int mtu();

    /// The value of `Info`.
    Bytes readInfo() throws RadioFailure;

    /// The value of `Request`.
    Bytes readRequest() throws RadioFailure;

    /// Asks for what `Out` notifies.
    void subscribe() throws RadioFailure;

    /// Writes one frame to `In`; returns when the module has it.
    void write(Bytes frame) throws RadioFailure;

    /// Ends the connection; nothing happens if it is over.
    void disconnect();

    /// What happens to a connection.
    interface Listener {
        /// One frame from `Out`.
        void notified(Bytes frame);

        /// Once, however the connection ended.
        void ended(String reason);
    }
}
