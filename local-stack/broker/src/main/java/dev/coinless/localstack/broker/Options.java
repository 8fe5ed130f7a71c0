package dev.coinless.localstack.broker;

import java.nio.file.Path;
import java.util.Optional;

/// What the program was started with: `--port N --data DIR`.
///
/// @param port the loopback port, 1 to 65535
/// @param data the folder for the broker's own files; made when absent
record Options(int port, Path data) {

    private static final int MAX_PORT = 65_535;

    Options {
        if (port < 1 || port > MAX_PORT) {
            throw new BadOptions("--port must be 1 to 65535, was " + port);
        }
    }

    static Options parse(String... args) {
        Optional<Integer> port = Optional.empty();
        Optional<Path> data = Optional.empty();
        for (int i = 0; i < args.length; i += 2) {
            var value = valueOf(args, i);
            switch (args[i]) {
                case "--port" -> port = Optional.of(number(value));
                case "--data" -> data = Optional.of(Path.of(value).toAbsolutePath());
                default -> throw new BadOptions("unknown option " + args[i]);
            }
        }
        return new Options(
                port.orElseThrow(() -> new BadOptions("--port N is missing")),
                data.orElseThrow(() -> new BadOptions("--data DIR is missing")));
    }

    private static String valueOf(String[] args, int i) {
        if (i + 1 >= args.length) {
            throw new BadOptions(args[i] + " needs a value");
        }
        return args[i + 1];
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadOptions("--port needs a number, was '" + text + "'", e);
        }
    }

    /// The command line is wrong; the message says how.
    static final class BadOptions extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadOptions(String message) {
            super(message);
        }

        BadOptions(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
