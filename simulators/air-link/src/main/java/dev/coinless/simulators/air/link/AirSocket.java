package dev.coinless.simulators.air.link;

import dev.coinless.simulators.air.link.AirLinkException.Reason;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One link's socket: says hello, then reads on its own thread until the end, which it reports
/// once.
final class AirSocket implements AutoCloseable {
    /// What a link does with what arrives.
    interface Receiver {
        void received(AirMessage message) throws AirLinkException;

        /// Last call of the reader thread; `closed` says that the link's owner wanted it.
        void ended(AirLinkException reason, boolean closed);
    }

    private final LineChannel channel;
    private final String address;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<@Nullable AirLinkException> end = new AtomicReference<>();

    private AirSocket(LineChannel channel, String address) {
        this.channel = channel;
        this.address = address;
    }

    static AirSocket open(Path socket, AirMessage.Role role, String name) throws IOException {
        LineChannel channel = LineChannel.connect(socket);
        try {
            channel.send(new AirMessage.Hello(role, name));
            AirMessage first =
                    channel.receive()
                            .orElseThrow(() -> lost("the air closed instead of a welcome"));
            return switch (first) {
                case AirMessage.Welcome(var address) -> new AirSocket(channel, address);
                case AirMessage.Unwelcome(var message) ->
                        throw new AirLinkException(Reason.REFUSED, message);
                default -> throw lost("the air answered hello with " + first);
            };
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    String address() {
        return address;
    }

    void start(String threadName, Receiver receiver) {
        Thread.ofPlatform().daemon().name(threadName).start(() -> readUntilEnd(receiver));
    }

    private void readUntilEnd(Receiver receiver) {
        AirLinkException reason;
        try {
            Optional<AirMessage> message = channel.receive();
            while (message.isPresent()) {
                receiver.received(message.get());
                message = channel.receive();
            }
            reason = lost("the air closed the socket");
        } catch (AirLinkException e) {
            reason = e;
        } catch (IOException e) {
            reason = failed(e);
        } catch (RuntimeException e) {
            reason = lost("a callback of the link failed: " + e);
            reason.initCause(e);
        }
        end.compareAndSet(null, reason);
        closeChannel();
        receiver.ended(reason, closed.get());
    }

    void send(AirMessage message) throws AirLinkException {
        AirLinkException over = end.get();
        if (over != null) {
            throw over.again();
        }
        try {
            channel.send(message);
        } catch (IOException e) {
            closeChannel();
            throw failed(e);
        }
    }

    /// A socket that a thread was using as it stopped is closed by that: no fault of the air.
    private static AirLinkException failed(IOException e) {
        var reason =
                e instanceof ClosedChannelException
                        ? lost("this side closed the socket to the air")
                        : lost("the socket to the air failed: " + e);
        reason.initCause(e);
        return reason;
    }

    static AirLinkException lost(String message) {
        return new AirLinkException(Reason.LINK_LOST, message);
    }

    @Override
    public void close() {
        closed.set(true);
        end.compareAndSet(null, lost("the link was closed by its owner"));
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nobody reads what this socket still had; that it is over is already reported.
            end.compareAndSet(null, lost("closing the socket failed: " + e));
        }
    }
}
