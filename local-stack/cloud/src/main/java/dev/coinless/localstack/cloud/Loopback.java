package dev.coinless.localstack.cloud;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Executors;

/// HTTP servers that only this machine can reach.
public final class Loopback {

    private Loopback() {}

    /// The port, or for 0 one that is free now.
    ///
    /// @throws BindException naming the port when it is taken
    static int free(int port) throws IOException {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (BindException e) {
            throw named(port, e);
        }
    }

    /// Opens a port and serves it with a virtual thread for each request.
    ///
    /// @param port 0 for any
    /// @throws BindException naming the port when it is taken
    public static HttpServer serve(int port, HttpHandler handler) throws IOException {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", handler);
            server.start();
            return server;
        } catch (BindException e) {
            throw named(port, e);
        }
    }

    private static BindException named(int port, BindException e) {
        var named = new BindException("port " + port + " is in use");
        named.initCause(e);
        return named;
    }
}
