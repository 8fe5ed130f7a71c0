package dev.coinless.simulators.air.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Messages over one Unix domain socket: one reading thread, any number of writing ones.
public final class LineChannel implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(AirLimits.LINE_BYTES).limit(0);
    private final Object sending = new Object();

    public LineChannel(SocketChannel channel) {
        this.channel = channel;
    }

    /// A channel to whoever listens on this socket.
    ///
    /// @throws IOException if nobody does; the text names the path
    public static LineChannel connect(Path socket) throws IOException {
        UnixDomainSocketAddress address = address(socket);
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    "no air at "
                            + socket
                            + " ("
                            + e.getMessage()
                            + "): start it with --socket and this path",
                    e);
        }
        return new LineChannel(channel);
    }

    /// The path as a socket address.
    ///
    /// @throws IOException if it is longer than a Unix domain socket's path may be
    public static UnixDomainSocketAddress address(Path socket) throws IOException {
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > AirLimits.SOCKET_PATH_BYTES) {
            throw new IOException(
                    "the socket path has %d bytes, a Unix domain socket's has at most %d: choose a shorter folder than %s"
                            .formatted(length, AirLimits.SOCKET_PATH_BYTES, socket));
        }
        return UnixDomainSocketAddress.of(socket);
    }

    /// Writes one message; returns when the operating system has it.
    public void send(AirMessage message) throws IOException {
        byte[] line = AirMessageCodec.encode(message);
        ByteBuffer out = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        synchronized (sending) {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }

    /// Waits for the next message; empty when the other side has closed.
    ///
    /// @throws IOException if the channel fails, or a line is too long or no message
    public Optional<AirMessage> receive() throws IOException {
        var line = new ByteArrayOutputStream(256);
        while (true) {
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    return Optional.of(AirMessageCodec.decode(line.toByteArray()));
                }
                if (line.size() == AirLimits.LINE_BYTES) {
                    throw new IOException(
                            "a line on the air has more than " + AirLimits.LINE_BYTES + " bytes");
                }
                line.write(next);
            }
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                return Optional.empty();
            }
        }
    }

    /// Ends both directions; a thread in [#receive] or [#send] gets an exception.
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
