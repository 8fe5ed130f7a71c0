package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.AirMessageCodec;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import dev.coinless.simulators.air.link.PeripheralEvents;
import dev.coinless.simulators.air.link.ReadReply;
import dev.coinless.simulators.air.link.WriteReply;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A module that keeps all that happens to it and lets the test answer.
final class RecordingModule implements PeripheralEvents {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final BlockingQueue<ConnectionId> connections = new LinkedBlockingQueue<>();
    final BlockingQueue<ReadReply> reads = new LinkedBlockingQueue<>();
    final BlockingQueue<WriteReply> writes = new LinkedBlockingQueue<>();

    @Override
    public void connected(ConnectionId connection, int mtu) {
        connections.add(connection);
        events.add("connected mtu " + mtu);
    }

    @Override
    public void disconnected(ConnectionId connection, String reason) {
        events.add("disconnected: " + reason);
    }

    @Override
    public void read(ConnectionId connection, Characteristic characteristic, ReadReply reply) {
        events.add("read " + characteristic);
        reads.add(reply);
    }

    @Override
    public void write(
            ConnectionId connection,
            Characteristic characteristic,
            byte[] value,
            WriteReply reply) {
        events.add("write " + characteristic + " " + AirMessageCodec.hex(value));
        writes.add(reply);
    }

    @Override
    public void subscribed(ConnectionId connection, Characteristic characteristic) {
        events.add("subscribed " + characteristic);
    }

    @Override
    public void linkLost(AirLinkException reason) {
        events.add("link lost: " + reason.reason());
    }
}
