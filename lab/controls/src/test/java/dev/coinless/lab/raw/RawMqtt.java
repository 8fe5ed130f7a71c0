package dev.coinless.lab.raw;

import dev.coinless.lab.cloud.LocalCloud;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client at the broker that says what a test wants, well-behaved or not. Used by one thread.
public final class RawMqtt implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Socket socket;
    private final BlockingQueue<Optional<MqttPacket>> packets = new LinkedBlockingQueue<>();
    private final Deque<MqttPacket> messages = new ArrayDeque<>();
    private int nextId = 1;
    private boolean ended;

    private RawMqtt(Socket socket) {
        this.socket = socket;
        Thread.ofPlatform().name("raw-mqtt").daemon().start(this::read);
    }

    /// What a message carries.
    public record Heard(String topic, byte[] payload) {}

    /// A client of the cloud's own listener, connected: it may do everything.
    public static RawMqtt ofTheCloud(LocalCloud cloud, String clientId) throws IOException {
        var client =
                new RawMqtt(new Socket(InetAddress.getLoopbackAddress(), cloud.mqtt().plain()));
        client.connect(clientId);
        return client;
    }

    /// A client at the modules' listener, not connected yet.
    ///
    /// @throws IOException if the handshake fails
    public static RawMqtt atTheModulesDoor(LocalCloud cloud, RawCertificate certificate)
            throws IOException {
        return new RawMqtt(certificate.connect(cloud.mqtt().tls()));
    }

    /// Sends CONNECT.
    ///
    /// @return the CONNACK's reason code, 0x87 for "not authorized"; empty if the connection ended
    public Optional<Integer> connect(String clientId) throws IOException {
        return connect(clientId, "");
    }

    /// As above, with a last will.
    public Optional<Integer> connect(String clientId, String willTopic) throws IOException {
        send(MqttPacket.connect(clientId, willTopic));
        return answer(MqttPacket.CONNACK);
    }

    /// Subscribes with QoS 1.
    ///
    /// @return the SUBACK's reason code, 1 if it is granted
    public Optional<Integer> subscribe(String filter) throws IOException {
        send(MqttPacket.subscribe(nextId++, filter));
        return answer(MqttPacket.SUBACK);
    }

    /// Publishes with QoS 1.
    ///
    /// @return the PUBACK's reason code; empty if the connection ended
    public Optional<Integer> publish(String topic, byte[] payload) throws IOException {
        send(MqttPacket.publish(nextId++, topic, payload));
        return answer(MqttPacket.PUBACK);
    }

    /// The next message.
    public Heard hear() throws IOException {
        return hear(LIMIT).orElseThrow(() -> new IOException("no message in " + LIMIT));
    }

    /// The next message, if one comes in time.
    public Optional<Heard> hear(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (messages.isEmpty()) {
            var packet = next(end - System.nanoTime());
            if (packet.isEmpty()) {
                return Optional.empty();
            }
        }
        var message = messages.removeFirst();
        return Optional.of(new Heard(message.topic(), message.payload()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Optional<Integer> answer(int type) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var packet = next(end - System.nanoTime());
            if (packet.isEmpty()) {
                if (ended) {
                    return Optional.empty();
                }
                throw new IOException("no answer of type " + type + " in " + LIMIT);
            }
            if (packet.get().type() == type) {
                return Optional.of(packet.get().reason());
            }
        }
    }

    /// The next packet; messages are confirmed and kept.
    private Optional<MqttPacket> next(long nanos) throws IOException {
        if (ended) {
            return Optional.empty();
        }
        try {
            var polled = packets.poll(nanos, TimeUnit.NANOSECONDS);
            if (polled == null) {
                return Optional.empty();
            }
            if (polled.isEmpty()) {
                ended = true;
                return Optional.empty();
            }
            var packet = polled.get();
            if (packet.type() == MqttPacket.PUBLISH) {
                messages.addLast(packet);
                if (packet.isAtLeastOnce()) {
                    send(MqttPacket.puback(packet.publishId()));
                }
            }
            return polled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void send(MqttPacket packet) throws IOException {
        try {
            socket.getOutputStream().write(packet.encoded());
        } catch (IOException e) {
            if (!ended && !socket.isClosed()) {
                packets.add(Optional.empty());
            }
        }
    }

    private void read() {
        try {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                packets.add(Optional.of(MqttPacket.read(in)));
            }
        } catch (IOException theConnectionEnded) {
            packets.add(Optional.empty());
        }
    }
}
