package dev.coinless.simulators.air;

import dev.coinless.simulators.air.link.AirMessage;
import dev.coinless.simulators.air.link.LineChannel;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The air's socket: two threads a link (one reads, one writes) and one that ticks.
final class AirServer implements AutoCloseable {
    /// Messages that wait for one member to read them; one that falls further behind is dropped,
    /// since the air must not wait for it.
    static final int OUTBOX_MESSAGES = 4_096;

    private final Path socket;
    private final Air air;
    private final ServerSocketChannel server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("air-tick").factory());

    private AirServer(Path socket, Air air, ServerSocketChannel server) {
        this.socket = socket;
        this.air = air;
        this.server = server;
    }

    /// Listens; replaces a socket file that nobody listens on any more.
    static AirServer start(Path socket, Air air) throws IOException {
        var address = LineChannel.address(socket);
        if (Files.exists(socket)) {
            if (somebodyListens(address)) {
                throw new IOException(
                        "an air listens on %s already: stop it or choose another --socket"
                                .formatted(socket));
            }
            Files.delete(socket);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on " + socket + ": " + e.getMessage(), e);
        }
        var server = new AirServer(socket, air, channel);
        Thread.ofPlatform().daemon().name("air-accept").start(server::acceptUntilClosed);
        server.startTicking();
        return server;
    }

    private static boolean somebodyListens(UnixDomainSocketAddress address) throws IOException {
        try (SocketChannel other = SocketChannel.open(address)) {
            return other.isConnected();
        } catch (SocketException e) {
            return false;
        }
    }

    private void startTicking() {
        var _ =
                ticker.scheduleAtFixedRate(
                        air::tick, Air.TICK_MILLIS, Air.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void acceptUntilClosed() {
        try {
            while (true) {
                new Link(server.accept()).start();
            }
        } catch (IOException e) {
            if (server.isOpen()) {
                System.err.println("air: accepting links failed: " + e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        ticker.shutdownNow();
        server.close();
        links.forEach(Link::end);
        Files.deleteIfExists(socket);
    }

    /// One member's socket.
    private final class Link implements Member.Outbox {
        private final LineChannel channel;
        private final BlockingQueue<AirMessage> outbox = new ArrayBlockingQueue<>(OUTBOX_MESSAGES);
        private volatile @Nullable Thread writer;

        Link(SocketChannel accepted) {
            this.channel = new LineChannel(accepted);
        }

        void start() {
            links.add(this);
            writer = Thread.ofPlatform().daemon().name("air-write").start(this::writeUntilEnd);
            Thread.ofPlatform().daemon().name("air-read").start(this::readUntilEnd);
        }

        @Override
        public void deliver(AirMessage message) {
            if (!outbox.offer(message)) {
                System.err.println("air: a member does not read, it is dropped");
                end();
            }
        }

        private void writeUntilEnd() {
            try {
                while (true) {
                    AirMessage message = outbox.take();
                    channel.send(message);
                    if (message instanceof AirMessage.Unwelcome) {
                        end();
                    }
                }
            } catch (IOException | InterruptedException e) {
                // The reader notices the end too and reports it to the air.
                end();
            }
        }

        private void readUntilEnd() {
            Optional<Member> member = Optional.empty();
            try {
                member = join(channel.receive());
                Optional<AirMessage> message = channel.receive();
                while (message.isPresent()) {
                    if (member.isPresent()) {
                        air.received(member.get(), message.get());
                    }
                    message = channel.receive();
                }
            } catch (IOException e) {
                System.err.println(
                        "air: link of %s ended: %s"
                                .formatted(member.map(Member::name).orElse("nobody"), e));
            } finally {
                member.ifPresent(air::leave);
                end();
            }
        }

        private Optional<Member> join(Optional<AirMessage> first) throws IOException {
            if (first.isPresent() && first.get() instanceof AirMessage.Hello hello) {
                return air.join(hello, this);
            }
            throw new IOException("a link starts with hello, not with " + first);
        }

        private void end() {
            links.remove(this);
            @Nullable Thread writing = writer;
            if (writing != null) {
                writing.interrupt();
            }
            try {
                channel.close();
            } catch (IOException e) {
                System.err.println("air: closing a link failed: " + e);
            }
        }
    }
}
