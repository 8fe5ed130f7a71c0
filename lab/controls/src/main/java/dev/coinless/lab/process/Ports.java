package dev.coinless.lab.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// TCP ports on the loopback interface.
public final class Ports {

    /// Below the ports that the kernel gives to outgoing connections (Linux begins at 32768), so
    /// that none of them takes a port while its owner is away: a broker that is down, a cable that
    /// is pulled.
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;

    /// Far more than are ever in use at once.
    private static final int TRIES = 1_000;

    private Ports() {}

    /// A port that nobody listens on now. It is chosen at random, so that two labs on one machine
    /// do not choose the same.
    public static int free() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LabFailure(
                "no free port from %d to %d on the loopback interface".formatted(LOWEST, HIGHEST));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException inUse) {
            return false;
        } catch (IOException e) {
            throw new LabFailure("no port can be opened on the loopback interface", e);
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
