package dev.coinless.simulators.air.link;

import dev.coinless.simulators.air.link.AirLinkException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The radio of a phone in the lab: scans, connects, reads, writes, is notified.
///
/// Methods throw, and futures fail with, [AirLinkException] `LINK_LOST` once the socket ended.
public final class CentralLink implements AutoCloseable {
    private final AirSocket socket;
    private final CentralEvents events;
    private final AtomicLong lastRequest = new AtomicLong();
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final Set<ConnectionId> open = ConcurrentHashMap.newKeySet();

    /// A request under way: a connect has no connection yet, every other request has one.
    private sealed interface Pending {
        record Connecting(CompletableFuture<CentralConnection> future) implements Pending {}

        record Asking(ConnectionId connection, CompletableFuture<String> future)
                implements Pending {}

        default void fail(AirLinkException reason) {
            switch (this) {
                case Connecting(var future) -> future.completeExceptionally(reason);
                case Asking(_, var future) -> future.completeExceptionally(reason);
            }
        }
    }

    private CentralLink(AirSocket socket, CentralEvents events) {
        this.socket = socket;
        this.events = events;
    }

    /// Joins the air under a name of the lab (`P`).
    ///
    /// @throws IOException if no air listens there, the path is too long, or the name is taken
    public static CentralLink open(Path socket, String name, CentralEvents events)
            throws IOException {
        AirSocket air = AirSocket.open(socket, AirMessage.Role.CENTRAL, name);
        var link = new CentralLink(air, events);
        air.start("air-central-" + name, link.new Incoming());
        return link;
    }

    /// Starts scanning; everyone in range is reported at once, then about every 100 ms.
    public void startScan() throws AirLinkException {
        socket.send(new AirMessage.StartScan());
    }

    public void stopScan() throws AirLinkException {
        socket.send(new AirMessage.StopScan());
    }

    /// Connects to an advertising peripheral in range.
    ///
    /// @param requestedMtu 23 to 517; the connection has the smallest of both sides' and the air's
    /// @return fails with `OUT_OF_RANGE` or `TOO_MANY_CONNECTIONS`
    public CompletableFuture<CentralConnection> connect(String address, int requestedMtu) {
        if (requestedMtu < AirLimits.SMALLEST_MTU || requestedMtu > AirLimits.LARGEST_MTU) {
            throw new IllegalArgumentException(
                    "an MTU is %d to %d, not %d"
                            .formatted(
                                    AirLimits.SMALLEST_MTU, AirLimits.LARGEST_MTU, requestedMtu));
        }
        var future = new CompletableFuture<CentralConnection>();
        submit(
                new Pending.Connecting(future),
                request -> new AirMessage.Connect(request, address, requestedMtu));
        return future;
    }

    CompletableFuture<String> ask(ConnectionId connection, LongFunction<AirMessage> message) {
        var future = new CompletableFuture<String>();
        submit(new Pending.Asking(connection, future), message);
        return future;
    }

    private void submit(Pending kind, LongFunction<AirMessage> message) {
        long request = lastRequest.incrementAndGet();
        pending.put(request, kind);
        try {
            if (kind instanceof Pending.Asking(var connection, _) && !open.contains(connection)) {
                throw new AirLinkException(Reason.DISCONNECTED, connection + " is over");
            }
            socket.send(message.apply(request));
        } catch (AirLinkException e) {
            pending.remove(request);
            kind.fail(e);
        }
    }

    void disconnect(ConnectionId connection) throws AirLinkException {
        if (open.contains(connection)) {
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
                case AirMessage.Advertisement(
                                var address,
                                var name,
                                int rssi,
                                var advertisingData,
                                var scanResponse) ->
                        events.advertisement(
                                address,
                                name,
                                rssi,
                                AirMessageCodec.bytes(advertisingData),
                                AirMessageCodec.bytes(scanResponse));
                case AirMessage.Connected(long request, var connection, int mtu, int rssi) ->
                        connected(request, connection, mtu, rssi);
                case AirMessage.Notify(var connection, var characteristic, var value) ->
                        events.notification(
                                connection, characteristic, AirMessageCodec.bytes(value));
                case AirMessage.Rssi(var connection, int rssi) -> events.rssi(connection, rssi);
                case AirMessage.Disconnected(var connection, var reason) ->
                        disconnected(connection, reason);
                case AirMessage.Answer(long request, var value) -> answered(request, value);
                case AirMessage.Failure(long request, var reason, var text) ->
                        failed(request, new AirLinkException(reason, text));
                default -> throw AirSocket.lost("not for a central: " + message);
            }
        }

        private void connected(long request, ConnectionId connection, int mtu, int rssi) {
            if (pending.remove(request) instanceof Pending.Connecting(var future)) {
                open.add(connection);
                future.complete(new CentralConnection(connection, mtu, CentralLink.this));
                events.rssi(connection, rssi);
            }
        }

        private void answered(long request, String value) {
            if (pending.remove(request) instanceof Pending.Asking(_, var future)) {
                future.complete(value);
            }
        }

        private void failed(long request, AirLinkException reason) {
            @Nullable Pending waiting = pending.remove(request);
            if (waiting != null) {
                waiting.fail(reason);
            }
        }

        private void disconnected(ConnectionId connection, String reason) {
            if (open.remove(connection)) {
                failAsking(connection, reason);
                events.disconnected(connection, reason);
            }
        }

        private void failAsking(ConnectionId connection, String reason) {
            for (Map.Entry<Long, Pending> entry : pending.entrySet()) {
                if (entry.getValue() instanceof Pending.Asking(var asked, _)
                        && asked.equals(connection)) {
                    failed(entry.getKey(), new AirLinkException(Reason.DISCONNECTED, reason));
                }
            }
        }

        @Override
        public void ended(AirLinkException reason, boolean closed) {
            for (ConnectionId connection : List.copyOf(open)) {
                disconnected(connection, String.valueOf(reason.getMessage()));
            }
            for (Long request : List.copyOf(pending.keySet())) {
                failed(request, reason.again());
            }
            if (!closed) {
                events.linkLost(reason);
            }
        }
    }
}
