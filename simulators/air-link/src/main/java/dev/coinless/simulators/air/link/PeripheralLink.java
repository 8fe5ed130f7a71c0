package dev.coinless.simulators.air.link;

import dev.coinless.simulators.air.link.AirLinkException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// The radio of a payment module in the lab: advertises, accepts connections, answers, notifies.
///
/// Every method throws [AirLinkException] with `LINK_LOST` once the socket ended.
public final class PeripheralLink implements AutoCloseable {
    private final AirSocket socket;
    private final PeripheralEvents events;
    private final Map<ConnectionId, Integer> mtus = new ConcurrentHashMap<>();

    private PeripheralLink(AirSocket socket, PeripheralEvents events) {
        this.socket = socket;
        this.events = events;
    }

    /// Joins the air under a name of the lab (`M7`); callbacks may come before this returns.
    ///
    /// @throws IOException if no air listens there, the path is too long, or the name is taken
    public static PeripheralLink open(Path socket, String name, PeripheralEvents events)
            throws IOException {
        AirSocket air = AirSocket.open(socket, AirMessage.Role.PERIPHERAL, name);
        var link = new PeripheralLink(air, events);
        air.start("air-peripheral-" + name, link.new Incoming());
        return link;
    }

    /// The address that centrals connect to; another one after each `open`.
    public String address() {
        return socket.address();
    }

    /// Starts advertising, or replaces what is advertised; scanners in range see a change at once.
    ///
    /// @throws IllegalArgumentException if either part has more than 31 bytes
    public void advertise(byte[] advertisingData, byte[] scanResponse) throws AirLinkException {
        requireAdvertisingBytes("advertising data", advertisingData);
        requireAdvertisingBytes("scan response", scanResponse);
        socket.send(
                new AirMessage.Advertise(
                        AirMessageCodec.hex(advertisingData), AirMessageCodec.hex(scanResponse)));
    }

    private static void requireAdvertisingBytes(String what, byte[] bytes) {
        if (bytes.length > AirLimits.ADVERTISING_BYTES) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, legacy advertising carries at most %d"
                            .formatted(what, bytes.length, AirLimits.ADVERTISING_BYTES));
        }
    }

    /// Stops advertising; connections stay.
    public void stopAdvertising() throws AirLinkException {
        socket.send(new AirMessage.StopAdvertising());
    }

    /// Sends a notification; it is dropped if the central has not subscribed.
    ///
    /// @throws AirLinkException `TOO_LONG` above `mtu - 3` bytes, `DISCONNECTED` if the connection
    ///   is over, `NOT_SUPPORTED` if this characteristic does not notify
    public void notify(ConnectionId connection, Characteristic characteristic, byte[] value)
            throws AirLinkException {
        Integer mtu = mtus.get(connection);
        if (mtu == null) {
            throw new AirLinkException(Reason.DISCONNECTED, connection + " is over");
        }
        ValueRules.requireNotifying(characteristic);
        ValueRules.requireFits(value, mtu);
        socket.send(new AirMessage.Notify(connection, characteristic, AirMessageCodec.hex(value)));
    }

    /// Ends a connection; `disconnected` follows. Nothing happens if it is over already.
    public void disconnect(ConnectionId connection) throws AirLinkException {
        if (mtus.containsKey(connection)) {
            socket.send(new AirMessage.Disconnect(connection));
        }
    }

    /// Leaves the air; `disconnected` comes for each connection, `linkLost` does not.
    @Override
    public void close() {
        socket.close();
    }

    /// What the reader thread does; a class of its own so that the link's methods are only its
    /// users'.
    private final class Incoming implements AirSocket.Receiver {
        @Override
        public void received(AirMessage message) throws AirLinkException {
            switch (message) {
                case AirMessage.Joined(var connection, int mtu) -> {
                    mtus.put(connection, mtu);
                    events.connected(connection, mtu);
                }
                case AirMessage.Disconnected(var connection, var reason) -> {
                    mtus.remove(connection);
                    events.disconnected(connection, reason);
                }
                case AirMessage.Read(long request, var connection, var characteristic) ->
                        events.read(connection, characteristic, new Reply(request));
                case AirMessage.Write(
                                long request,
                                var connection,
                                var characteristic,
                                var value) ->
                        events.write(
                                connection,
                                characteristic,
                                AirMessageCodec.bytes(value),
                                new Reply(request));
                case AirMessage.Subscribed(var connection, var characteristic) ->
                        events.subscribed(connection, characteristic);
                default -> throw AirSocket.lost("not for a peripheral: " + message);
            }
        }

        @Override
        public void ended(AirLinkException reason, boolean closed) {
            for (ConnectionId connection : List.copyOf(mtus.keySet())) {
                mtus.remove(connection);
                events.disconnected(connection, String.valueOf(reason.getMessage()));
            }
            if (!closed) {
                events.linkLost(reason);
            }
        }
    }

    private final class Reply implements ReadReply, WriteReply {
        private final long request;
        private final AtomicBoolean given = new AtomicBoolean();

        Reply(long request) {
            this.request = request;
        }

        @Override
        public void value(byte[] value) {
            if (value.length > AirLimits.ATTRIBUTE_BYTES) {
                throw new IllegalArgumentException(
                        "an attribute has at most %d bytes, not %d"
                                .formatted(AirLimits.ATTRIBUTE_BYTES, value.length));
            }
            give(new AirMessage.Answer(request, AirMessageCodec.hex(value)));
        }

        @Override
        public void accept() {
            give(new AirMessage.Answer(request, ""));
        }

        @Override
        public void refuse(String reason) {
            give(new AirMessage.Failure(request, Reason.REFUSED, reason));
        }

        private void give(AirMessage answer) {
            if (!given.compareAndSet(false, true)) {
                throw new IllegalStateException("this request was answered before");
            }
            try {
                socket.send(answer);
            } catch (AirLinkException e) {
                // The reader thread reports the lost link; an answer without a link goes nowhere.
                given.set(true);
            }
        }
    }
}
