package dev.coinless.simulators.air.link;

import java.util.concurrent.CompletableFuture;

/// A central's connection to one peripheral. Futures complete on the link's reader thread, and fail
/// with [AirLinkException]; requests of one connection are answered in any order, since peripherals
/// answer when they can.
public final class CentralConnection {
    private final ConnectionId id;
    private final int mtu;
    private final CentralLink link;

    CentralConnection(ConnectionId id, int mtu, CentralLink link) {
        this.id = id;
        this.mtu = mtu;
        this.link = link;
    }

    public ConnectionId id() {
        return id;
    }

    /// What both sides and the air agreed on.
    public int mtu() {
        return mtu;
    }

    /// The whole value, at most 512 bytes at any MTU (a long read).
    public CompletableFuture<byte[]> read(Characteristic characteristic) {
        try {
            ValueRules.requireReadable(characteristic);
        } catch (AirLinkException e) {
            return CompletableFuture.failedFuture(e);
        }
        return link.ask(id, request -> new AirMessage.Read(request, id, characteristic))
                .thenApply(AirMessageCodec::bytes);
    }

    /// Writes at most `mtu - 3` bytes; completes when the peripheral accepted, fails with `REFUSED`
    /// and its reason if not.
    public CompletableFuture<Void> write(Characteristic characteristic, byte[] value) {
        try {
            ValueRules.requireWritable(characteristic);
            ValueRules.requireFits(value, mtu);
        } catch (AirLinkException e) {
            return CompletableFuture.failedFuture(e);
        }
        String hex = AirMessageCodec.hex(value);
        return link.ask(id, request -> new AirMessage.Write(request, id, characteristic, hex))
                .thenAccept(_ -> {});
    }

    /// Asks for notifications; they come to [CentralEvents#notification].
    public CompletableFuture<Void> subscribe(Characteristic characteristic) {
        try {
            ValueRules.requireNotifying(characteristic);
        } catch (AirLinkException e) {
            return CompletableFuture.failedFuture(e);
        }
        return link.ask(id, request -> new AirMessage.Subscribe(request, id, characteristic))
                .thenAccept(_ -> {});
    }

    /// Ends the connection; [CentralEvents#disconnected] follows. Nothing happens if it is over
    /// already.
    public void disconnect() throws AirLinkException {
        link.disconnect(id);
    }
}
