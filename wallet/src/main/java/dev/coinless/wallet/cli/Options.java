package dev.coinless.wallet.cli;

import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.radio.Gatt;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the command line says: words, and settings as `--name value`.
public record Options(List<String> words, Map<String, String> settings, Set<String> switches) {
    private static final Set<String> SETTINGS =
            Set.of(
                    "name",
                    "dir",
                    "cloud",
                    "authority",
                    "air",
                    "environment",
                    "wire",
                    "company",
                    "mtu",
                    "line",
                    "root",
                    "amount");
    private static final Set<String> SWITCHES = Set.of("json", "help");

    public Options {
        words = List.copyOf(words);
        settings = Map.copyOf(settings);
        switches = Set.copyOf(switches);
    }

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException naming what is not understood
    public static Options parse(String... args) {
        var words = new ArrayList<String>();
        var settings = new HashMap<String, String>();
        var switches = new HashSet<String>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                words.add(args[i]);
                continue;
            }
            var name = args[i].substring(2);
            if (SWITCHES.contains(name)) {
                switches.add(name);
            } else if (SETTINGS.contains(name) && i + 1 < args.length) {
                settings.put(name, args[++i]);
            } else if (SETTINGS.contains(name)) {
                throw new IllegalArgumentException("--%s needs a value".formatted(name));
            } else {
                throw new IllegalArgumentException("there is no option --" + name);
            }
        }
        return new Options(words, settings, switches);
    }

    public boolean json() {
        return switches.contains("json");
    }

    public boolean help() {
        return switches.contains("help") || words.isEmpty();
    }

    /// The phone's name in the simulated air.
    String name() {
        return settings.getOrDefault("name", "P");
    }

    Path dir() {
        return Path.of(required("dir", "the folder of the wallet"));
    }

    URI cloud() {
        return URI.create(required("cloud", "the cloud's address, like https://api.example.com"));
    }

    /// The authority that requests are signed for, where it is not that of the address.
    Optional<String> authority() {
        return Optional.ofNullable(settings.get("authority"));
    }

    Path air() {
        return Path.of(required("air", "the socket of the simulated air"));
    }

    Environment environment() {
        return new Environment(required("environment", "the deployment, like prod or local"));
    }

    /// The root of the platform, to hold the Book's headers to.
    List<Ed25519PublicKey> roots() {
        var root = settings.get("root");
        if (root == null) {
            return List.of();
        }
        try {
            return List.of(new Ed25519PublicKey(Bytes.fromHex(root)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--root must be the root's public key, 64 hexadecimal digits", e);
        }
    }

    Optional<Path> wire() {
        return Optional.ofNullable(settings.get("wire")).map(Path::of);
    }

    int company() {
        return number("company", LegacyAdvertising.DEVELOPMENT_COMPANY);
    }

    int mtu() {
        return number("mtu", Gatt.MAX_MTU);
    }

    /// What is chosen for a machine at which nothing can be selected, as the shell's `tap` takes
    /// it.
    List<String> choice() {
        if (!settings.containsKey("line") && !settings.containsKey("amount")) {
            return List.of();
        }
        return List.of(
                "line",
                required("line", "the line of the machine, with --amount"),
                "amount",
                required("amount", "the amount in cents, with --line"));
    }

    private int number(String name, int otherwise) {
        var text = settings.get(name);
        try {
            return text == null ? otherwise : Integer.decode(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--%s must be a number, not %s".formatted(name, text), e);
        }
    }

    private String required(String name, String what) {
        var value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--%s is missing: %s".formatted(name, what));
        }
        return value;
    }
}
