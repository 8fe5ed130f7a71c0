package dev.coinless.edge.present;

import dev.coinless.model.bytes.Bytes;

/// Port to the short-range radio, used by the agent's thread only; what happens comes as
/// [RadioEvent]. No method blocks or fails: a radio that is gone shows as Disconnected, and as
/// Attached when it is back.
public interface RadioPort {

    /// Advertises this from now on, 31 bytes each at most.
    void advertise(Bytes advertisingData, Bytes scanResponse);

    /// Advertises nothing.
    void silence();

    /// Answers one read, once.
    void answer(long read, Bytes value);

    /// Notifies one frame by `Out`.
    void notifyOut(ConnectionId connection, Bytes frame);

    /// Notifies that `Request` has another value, which begins like this.
    void notifyRequest(ConnectionId connection, Bytes start);

    void disconnect(ConnectionId connection);
}
