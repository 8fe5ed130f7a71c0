package dev.coinless.localstack.cloud;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What the program was started with.
///
/// @param httpPort of the HTTP front and the Invoke API
/// @param dynamodbPort where DynamoDB Local listens
/// @param mqttPort where the broker listens
/// @param things where modules connect; absent without a broker that takes them
/// @param proxyPort where the functions find DynamoDB; 0 for any
/// @param functionsClassPath the functions' jar and its run-time class path
/// @param labClassPath what the lab adds to it
/// @param state a folder for logs and the start archive; made when absent
/// @param archives a folder that outlives the state, for the functions' start archive
/// @param concurrency processes per function at most
/// @param parameters values for the template's parameters
record Options(
        Path template,
        int httpPort,
        int dynamodbPort,
        int mqttPort,
        Optional<Things> things,
        int proxyPort,
        String functionsClassPath,
        Optional<String> labClassPath,
        Path state,
        Optional<Path> archives,
        int concurrency,
        Map<String, String> parameters) {

    static final int DEFAULT_CONCURRENCY = 4;

    private static final int MAX_PORT = 65_535;

    /// The broker's listener for modules, and the folder it shares with the cloud: its certificate
    /// authority and the registry of things.
    record Things(int mqttTlsPort, Path folder) {}

    static Options parse(String... args) {
        var given = new HashMap<String, String>();
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 >= args.length) {
                throw new BadOptions(args[i] + " needs a value");
            }
            if (args[i].equals("--parameter")) {
                parameter(args[i + 1], parameters);
            } else {
                given.put(args[i], args[i + 1]);
            }
        }
        var options = read(given, Map.copyOf(parameters));
        if (!given.isEmpty()) {
            throw new BadOptions("unknown option " + given.keySet().iterator().next());
        }
        return options;
    }

    private static Options read(Map<String, String> given, Map<String, String> parameters) {
        return new Options(
                Path.of(take(given, "--template")).toAbsolutePath(),
                number("--http-port", take(given, "--http-port")),
                number("--dynamodb-port", take(given, "--dynamodb-port")),
                number("--mqtt-port", take(given, "--mqtt-port")),
                things(given),
                number("--proxy-port", find(given, "--proxy-port").orElse("0")),
                take(given, "--functions-classpath"),
                find(given, "--lab-classpath"),
                Path.of(take(given, "--state-dir")).toAbsolutePath(),
                find(given, "--archive-dir").map(it -> Path.of(it).toAbsolutePath()),
                number(
                        "--concurrency",
                        find(given, "--concurrency").orElse("" + DEFAULT_CONCURRENCY)),
                parameters);
    }

    private static Optional<Things> things(Map<String, String> given) {
        var port = find(given, "--mqtt-tls-port");
        var folder = find(given, "--things");
        if (port.isPresent() != folder.isPresent()) {
            throw new BadOptions("--mqtt-tls-port N and --things DIR belong together");
        }
        return port.map(it ->
                new Things(
                        number("--mqtt-tls-port", it),
                        Path.of(folder.orElseThrow()).toAbsolutePath()));
    }

    private static void parameter(String text, Map<String, String> parameters) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new BadOptions("--parameter takes NAME=VALUE, was '" + text + "'");
        }
        parameters.put(text.substring(0, equals), text.substring(equals + 1));
    }

    private static Optional<String> find(Map<String, String> given, String name) {
        return Optional.ofNullable(given.remove(name));
    }

    private static String take(Map<String, String> given, String name) {
        return find(given, name).orElseThrow(() -> new BadOptions(name + " is missing"));
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= MAX_PORT) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, with the same words.
        }
        throw new BadOptions(name + " needs a number from 0 to 65535, was '" + text + "'");
    }

    /// The command line is wrong; the message says how.
    static final class BadOptions extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadOptions(String message) {
            super(message);
        }
    }
}
