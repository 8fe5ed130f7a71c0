package dev.coinless.localstack.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;

/// Runs the broker until standard input ends; see [Options].
///
/// The first line on standard output is `{"event":"ready","port":N}`. A taken port or a wrong
/// option is said on standard error and ends the program with [#EXIT_USAGE].
public final class Main {

    /// The command line or the machine does not allow a start; trying again the same way is futile.
    static final int EXIT_USAGE = 2;

    private Main() {}

    public static void main(String[] args) throws Exception {
        // The broker's log goes to standard output, which belongs to our own lines.
        var out = System.out;
        System.setOut(System.err);
        try {
            serve(Options.parse(args), out);
        } catch (Options.BadOptions e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    /// Ends without the broker's own shutdown, which takes 4 s to save what is in memory only.
    private static void serve(Options options, PrintStream out) throws Exception {
        require(options.port(), "--port");
        if (options.modules().isPresent()) {
            require(options.modules().get().port(), "--tls-port");
        }
        Broker.start(options, InstantSource.system());
        out.println("{\"event\":\"ready\",\"port\":" + options.port() + "}");
        awaitEndOfInput();
        Runtime.getRuntime().halt(0);
    }

    /// HiveMQ only logs a listener that cannot be opened, so the port is tried first.
    private static void require(int port, String option) throws IOException {
        if (!isFree(port)) {
            fail("port " + port + " is in use; stop its owner or choose another " + option);
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (BindException e) {
            return false;
        }
    }

    private static void awaitEndOfInput() throws IOException {
        var ignored = new byte[1024];
        while (System.in.read(ignored) >= 0) {
            // There are no commands: only the end of the input matters.
        }
    }

    private static void fail(String message) {
        System.err.println("broker: " + message);
        System.exit(EXIT_USAGE);
    }
}
