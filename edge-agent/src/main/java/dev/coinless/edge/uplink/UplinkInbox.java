package dev.coinless.edge.uplink;

/// Where an adapter puts what happens, from threads of its own.
public interface UplinkInbox {

    /// Takes it if there is room.
    boolean offer(UplinkEvent event);

    /// Takes it when there is room: for what must not be lost.
    void put(UplinkEvent event) throws InterruptedException;
}
