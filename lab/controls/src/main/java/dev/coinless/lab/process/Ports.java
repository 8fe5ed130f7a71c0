package dev.coinless.lab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports on the loopback interface.
public final class Ports {

    private Ports() {}

    /// A port that nobody listens on now.
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LabFailure("no free port on the loopback interface", e);
        }
    }

    /// Refuses a port that somebody listens on, naming it.
    public static int require(String what, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new LabFailure(
                    "port %d for %s is in use: stop its owner or choose another"
                            .formatted(port, what),
                    e);
        }
    }
}
