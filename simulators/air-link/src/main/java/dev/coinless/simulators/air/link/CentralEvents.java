package dev.coinless.simulators.air.link;

/// What happens to a central. All calls come from the link's own reader thread, in the order of the
/// air, and must return soon.
public interface CentralEvents {
    /// While scanning, about every 100 ms per advertiser in range, and at once when its data
    /// changed.
    ///
    /// @param address where to connect, as `c4:01:02:03:04:05`
    /// @param name the peripheral's name in the lab, which a real radio does not show
    /// @param rssi dBm
    /// @param advertisingData at most 31 bytes
    /// @param scanResponse at most 31 bytes, empty if there is none
    void advertisement(
            String address, String name, int rssi, byte[] advertisingData, byte[] scanResponse);

    /// The peripheral notified a characteristic that this central subscribed to.
    void notification(ConnectionId connection, Characteristic characteristic, byte[] value);

    /// The strength of a connected peripheral, at once and whenever it changes, in dBm.
    void rssi(ConnectionId connection, int rssi);

    /// The connection is over. Comes exactly once per connection, also when the link is lost.
    void disconnected(ConnectionId connection, String reason);

    /// The air is gone, after `disconnected` for each connection. Not called after `close`.
    void linkLost(AirLinkException reason);
}
