package dev.coinless.simulators.pins;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The terminals for the module's wires: a Unix domain socket with one module at a time.
final class WireServer implements AutoCloseable {
    /// Longest line taken, in bytes; the longest of the protocol has 31.
    static final int LINE_BYTES = 100;

    private final Path socket;
    private final Laundry laundry;
    private final ServerSocketChannel server;
    private volatile Optional<SocketChannel> module = Optional.empty();
    private volatile boolean plugged = true;

    private WireServer(Path socket, Laundry laundry, ServerSocketChannel server) {
        this.socket = socket;
        this.laundry = laundry;
        this.server = server;
    }

    static WireServer start(Path socket, Laundry laundry) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        var server = new WireServer(socket, laundry, channel);
        Thread.ofPlatform().daemon().name("wires").start(server::acceptUntilClosed);
        return server;
    }

    /// Pulls the wires off, or puts them on again.
    void plug(boolean on) {
        plugged = on;
        if (!on) {
            module.ifPresent(WireServer::hangUp);
        }
    }

    boolean isPlugged() {
        return plugged;
    }

    private void acceptUntilClosed() {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    if (plugged) {
                        serve(channel);
                    }
                }
            }
        } catch (IOException e) {
            if (server.isOpen()) {
                System.err.println("pins: accepting a module failed: " + e);
            }
        }
    }

    private void serve(SocketChannel channel) {
        module = Optional.of(channel);
        try {
            laundry.connected(
                    (line, on) -> say(channel, "inhibit %d %d".formatted(line, on ? 1 : 0)),
                    line -> say(channel, "coin " + line));
            say(channel, "ready");
            read(channel);
        } catch (IOException e) {
            System.err.println("pins: the module is gone: " + e.getMessage());
        }
        module = Optional.empty();
        laundry.disconnected();
    }

    private void read(SocketChannel channel) throws IOException {
        var received = ByteBuffer.allocate(LINE_BYTES);
        var line = new ByteArrayOutputStream(LINE_BYTES);
        while (channel.read(received.clear()) >= 0) {
            received.flip();
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    laundry.received(line.toString(StandardCharsets.US_ASCII));
                    line.reset();
                } else if (line.size() < LINE_BYTES) {
                    line.write(next);
                }
            }
        }
    }

    private static void say(SocketChannel channel, String line) {
        ByteBuffer out = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } catch (IOException e) {
            // The reader notices the end too.
            hangUp(channel);
        }
    }

    private static void hangUp(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("pins: closing the wires failed: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        module.ifPresent(WireServer::hangUp);
        Files.deleteIfExists(socket);
    }
}
