package dev.coinless.localstack.dynamodb;

import java.io.IOException;
import java.net.BindException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs DynamoDB Local until standard input ends: `--port N [--data DIR]`.
///
/// The first line on standard output is `{"event":"ready","port":N}`. A taken port or a wrong
/// option is said on standard error and ends the program with [#EXIT_USAGE].
public final class Main {

    /// The command line or the machine does not allow a start; trying again the same way is futile.
    static final int EXIT_USAGE = 2;

    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private Main() {}

    public static void main(String[] args) throws Exception {
        SQLITE.setLevel(Level.OFF);
        try {
            serve(Options.parse(args));
        } catch (Options.BadOptions e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private static void serve(Options options) throws Exception {
        TableStore store;
        try {
            store = TableStore.start(options);
        } catch (IOException e) {
            if (e.getCause() instanceof BindException || e instanceof BindException) {
                fail(
                        "port "
                                + options.port()
                                + " is in use; stop its owner or choose another --port");
            }
            throw e;
        }
        System.out.println("{\"event\":\"ready\",\"port\":" + options.port() + "}");
        awaitEndOfInput();
        store.stop();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        var ignored = new byte[1024];
        while (System.in.read(ignored) >= 0) {
            // There are no commands: only the end of the input matters.
        }
    }

    private static void fail(String message) {
        System.err.println("dynamodb: " + message);
        System.exit(EXIT_USAGE);
    }
}
