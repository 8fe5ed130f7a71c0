package dev.coinless.edge.present;

import dev.coinless.model.bytes.Bytes;

/// What happens on the radio.
public sealed interface RadioEvent {

    /// The radio is there, and advertises nothing yet.
    record Attached() implements RadioEvent {}

    /// A phone connected.
    ///
    /// @param mtu the connection's ATT MTU, at least 23
    record Connected(ConnectionId connection, int mtu) implements RadioEvent {}

    /// Comes once for each Connected, also when the radio is lost.
    record Disconnected(ConnectionId connection) implements RadioEvent {}

    /// A phone reads `Info`.
    ///
    /// @param read what to answer with
    record InfoRead(ConnectionId connection, long read) implements RadioEvent {}

    /// A phone reads `Request`.
    record RequestRead(ConnectionId connection, long read) implements RadioEvent {}

    /// A phone wrote a frame to `In`.
    record Written(ConnectionId connection, Bytes frame) implements RadioEvent {}
}
