package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.AirLinkException;
import dev.coinless.simulators.air.link.AirMessageCodec;
import dev.coinless.simulators.air.link.CentralEvents;
import dev.coinless.simulators.air.link.Characteristic;
import dev.coinless.simulators.air.link.ConnectionId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A phone that keeps all that happens to it.
final class RecordingPhone implements CentralEvents {
    record Heard(String address, String name, int rssi, String data, String response) {}

    final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(5, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("nothing within 5 s");
        }
        return value;
    }

    @Override
    public void advertisement(
            String address, String name, int rssi, byte[] advertisingData, byte[] scanResponse) {
        heard.add(
                new Heard(
                        address,
                        name,
                        rssi,
                        AirMessageCodec.hex(advertisingData),
                        AirMessageCodec.hex(scanResponse)));
    }

    @Override
    public void notification(ConnectionId connection, Characteristic characteristic, byte[] value) {
        events.add("notified " + characteristic + " " + AirMessageCodec.hex(value));
    }

    @Override
    public void rssi(ConnectionId connection, int rssi) {
        events.add("rssi " + rssi);
    }

    @Override
    public void disconnected(ConnectionId connection, String reason) {
        events.add("disconnected: " + reason);
    }

    @Override
    public void linkLost(AirLinkException reason) {
        events.add("link lost: " + reason.reason());
    }
}
