package dev.coinless.localstack.broker;

import java.nio.file.Path;
import java.util.Optional;

/// What the program was started with: `--port N --data DIR [--tls-port N --things DIR]`.
///
/// @param port the loopback port, 1 to 65535
/// @param data the folder for the broker's own files; made when absent
/// @param modules where modules come in; absent when none do
record Options(int port, Path data, Optional<Modules> modules) {

    /// The listener with mutual TLS.
    ///
    /// @param port the loopback port, 1 to 65535
    /// @param folder of the certificate authority and of the registry of things, which the local
    ///   cloud writes; made when absent
    record Modules(int port, Path folder) {
        Modules {
            requirePort("--tls-port", port);
        }
    }

    private static final int MAX_PORT = 65_535;

    Options {
        requirePort("--port", port);
    }

    private static void requirePort(String option, int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new BadOptions(option + " must be 1 to 65535, was " + port);
        }
    }

    static Options parse(String... args) {
        Optional<Integer> port = Optional.empty();
        Optional<Path> data = Optional.empty();
        Optional<Integer> tlsPort = Optional.empty();
        Optional<Path> things = Optional.empty();
        for (int i = 0; i < args.length; i += 2) {
            var value = valueOf(args, i);
            switch (args[i]) {
                case "--port" -> port = Optional.of(number(args[i], value));
                case "--data" -> data = Optional.of(Path.of(value).toAbsolutePath());
                case "--tls-port" -> tlsPort = Optional.of(number(args[i], value));
                case "--things" -> things = Optional.of(Path.of(value).toAbsolutePath());
                default -> throw new BadOptions("unknown option " + args[i]);
            }
        }
        return new Options(
                port.orElseThrow(() -> new BadOptions("--port N is missing")),
                data.orElseThrow(() -> new BadOptions("--data DIR is missing")),
                modules(tlsPort, things));
    }

    private static Optional<Modules> modules(Optional<Integer> port, Optional<Path> things) {
        if (port.isPresent() != things.isPresent()) {
            throw new BadOptions("--tls-port N and --things DIR belong together");
        }
        return port.flatMap(it -> things.map(folder -> new Modules(it, folder)));
    }

    private static String valueOf(String[] args, int i) {
        if (i + 1 >= args.length) {
            throw new BadOptions(args[i] + " needs a value");
        }
        return args[i + 1];
    }

    private static int number(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadOptions(option + " needs a number, was '" + text + "'", e);
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
