package dev.coinless.lab.world;

import dev.coinless.lab.process.LabFailure;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A module's cable to the broker: passes bytes on while it is plugged in, so that the lab can pull
/// it for one module alone.
final class Relay implements AutoCloseable {

    /// It is a matter of milliseconds, more on a busy machine.
    private static final Duration LETTING_GO = Duration.ofSeconds(10);

    private final int port;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Optional<Listener> listener = Optional.empty();

    /// @param port where the module connects to
    /// @param target the broker's port
    Relay(int port, int target) {
        this.port = port;
        this.target = target;
    }

    int port() {
        return port;
    }

    synchronized void plug() {
        if (listener.isPresent()) {
            return;
        }
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var thread = Thread.ofPlatform().name("relay").daemon().start(() -> accept(opened));
            listener = Optional.of(new Listener(opened, thread));
        } catch (IOException e) {
            throw new LabFailure("cannot open the module's cable on port " + port, e);
        }
    }

    synchronized void unplug() {
        listener.ifPresent(Listener::close);
        listener = Optional.empty();
        open.forEach(Relay::end);
        open.clear();
    }

    @Override
    public void close() {
        unplug();
    }

    /// The port and who waits at it: it is free again only when nobody waits any more.
    private record Listener(ServerSocket server, Thread thread) {

        void close() {
            end(server);
            try {
                if (!thread.join(LETTING_GO)) {
                    throw new LabFailure("the cable's port is not let go within " + LETTING_GO);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                join(from.accept());
            }
        } catch (IOException unplugged) {
            // That is how it ends.
        }
    }

    private void join(Socket module) {
        open.add(module);
        try {
            var broker = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(broker);
            pump(module, broker);
            pump(broker, module);
        } catch (IOException brokerIsDown) {
            end(module);
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        from.getInputStream().transferTo(to.getOutputStream());
                    } catch (IOException oneOfThemEnded) {
                        // The other one is to end as well.
                    }
                    end(from);
                    end(to);
                    open.remove(from);
                    open.remove(to);
                });
    }

    private static void end(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new LabFailure("cannot close a socket", e);
        }
    }
}
