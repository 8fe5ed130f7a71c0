package dev.coinless.simulators.air.link;

/// What happens to a peripheral. All calls come from the link's own reader thread, in the order of
/// the air, and must return soon.
public interface PeripheralEvents {
    /// A central connected; at most `mtu - 3` bytes fit in one notification to it.
    void connected(ConnectionId connection, int mtu);

    /// The connection is over. Comes exactly once for each `connected`, also when the link is lost.
    void disconnected(ConnectionId connection, String reason);

    /// A central reads; answer through `reply` from any thread, now or later.
    void read(ConnectionId connection, Characteristic characteristic, ReadReply reply);

    /// A central wrote; accept or refuse through `reply` from any thread, now or later.
    void write(
            ConnectionId connection, Characteristic characteristic, byte[] value, WriteReply reply);

    /// A central wants notifications of this characteristic.
    void subscribed(ConnectionId connection, Characteristic characteristic);

    /// The air is gone, after `disconnected` for each connection. Not called after `close`.
    void linkLost(AirLinkException reason);
}
