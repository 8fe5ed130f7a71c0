package dev.coinless.edge.config;

import dev.coinless.edge.agent.AgentSettings;
import dev.coinless.edge.agent.BeaconSettings;
import dev.coinless.edge.vend.VendTimeouts;
import dev.coinless.model.advertise.LegacyAdvertising;
import dev.coinless.model.sign.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The settings of a module. A missing, wrong or unknown one stops the start.
///
/// @param name what people call the module; not its id
/// @param radio `air:/path/of/socket`
/// @param machine `qibixx:/dev/ttyX`
/// @param state the folder with keys and journal
/// @param mqtt the module's own network; absent for a module without one
/// @param busAddress of the reader on the bus, 0x10 or 0x60
public record Configuration(
        Optional<String> name,
        Environment environment,
        Port radio,
        Port machine,
        String state,
        Optional<Mqtt> mqtt,
        int busAddress,
        AgentSettings agent) {

    /// A kind of adapter, and where to find what it adapts.
    public record Port(String kind, String place) {}

    /// How the platform is reached by MQTT.
    ///
    /// @param endpoint `host:port` instead of the enrolment's
    /// @param ingest what comes before the topics that the module publishes to, empty for nothing
    public record Mqtt(Optional<String> endpoint, String ingest) {}

    private static final int MAX_SECONDS = 3600;
    private static final int MAX_UNSIGNED_SHORT = 0xFFFF;

    /// How long one code is broadcast.
    private static final int ROTATION_SECONDS = 30;

    /// Reads the settings.
    ///
    /// @throws ConfigurationException naming the first that is missing or wrong
    public static Configuration of(Map<String, String> settings) throws ConfigurationException {
        var reader = new Settings(settings);
        var configuration =
                new Configuration(
                        reader.find("name"),
                        environment(reader),
                        port(reader, "radio", "air", "air:/run/coinless/air.sock"),
                        port(reader, "machine", "qibixx", "qibixx:/dev/serial/by-id/..."),
                        reader.require("state", "/var/lib/coinless"),
                        mqtt(reader),
                        reader.number("mdb.address", 0x10, 0, 0xFF),
                        agent(reader));
        if (configuration.busAddress != 0x10 && configuration.busAddress != 0x60) {
            throw Settings.wrong(
                    "mdb.address",
                    "0x%02x".formatted(configuration.busAddress),
                    "a cashless reader is at 0x10 or 0x60");
        }
        var unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(reader.asked());
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    "unknown setting '%s': remove it, or correct its name; known are %s"
                            .formatted(unknown.first(), reader.asked()));
        }
        return configuration;
    }

    private static Environment environment(Settings reader) throws ConfigurationException {
        var name = reader.require("environment", "prod");
        try {
            return new Environment(name);
        } catch (IllegalArgumentException e) {
            throw Settings.wrong("environment", name, "use 1 to 32 of a-z, 0-9 and '-'");
        }
    }

    private static Port port(Settings reader, String name, String kind, String example)
            throws ConfigurationException {
        var value = reader.require(name, example);
        int colon = value.indexOf(':');
        if (colon < 1 || colon == value.length() - 1 || !value.startsWith(kind + ":")) {
            throw Settings.wrong(name, value, "write it as %s".formatted(example));
        }
        return new Port(value.substring(0, colon), value.substring(colon + 1));
    }

    private static Optional<Mqtt> mqtt(Settings reader) throws ConfigurationException {
        var ingest = reader.find("mqtt.ingest").orElse("");
        if (!ingest.isEmpty() && !ingest.endsWith("/")) {
            throw Settings.wrong("mqtt.ingest", ingest, "end it with '/'");
        }
        var value = reader.find("mqtt");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().equals("on")) {
            return Optional.of(new Mqtt(Optional.empty(), ingest));
        }
        if (!value.get().matches("[A-Za-z0-9.-]+:[0-9]{1,5}")) {
            throw Settings.wrong("mqtt", value.get(), "write it as on, or as HOST:PORT");
        }
        return Optional.of(new Mqtt(value, ingest));
    }

    private static AgentSettings agent(Settings reader) throws ConfigurationException {
        var beacon =
                new BeaconSettings(
                        reader.number(
                                "company",
                                LegacyAdvertising.DEVELOPMENT_COMPANY,
                                0,
                                MAX_UNSIGNED_SHORT),
                        seconds(reader, "code.rotation", ROTATION_SECONDS),
                        reader.number("price.hint", 0, 0, MAX_UNSIGNED_SHORT),
                        reader.number("tx.power", 0, Byte.MIN_VALUE, Byte.MAX_VALUE));
        var timeouts =
                new VendTimeouts(
                        seconds(reader, "timeout.opening", VendTimeouts.OPENING.toSeconds()),
                        seconds(reader, "timeout.session", VendTimeouts.IDLE.toSeconds()),
                        seconds(reader, "timeout.vend", VendTimeouts.VENDING.toSeconds()),
                        seconds(reader, "timeout.request", VendTimeouts.REQUEST.toSeconds()));
        boolean selectionFirst = reader.number("mdb.always.idle", 0, 0, 1) == 1;
        return new AgentSettings(beacon, timeouts, selectionFirst);
    }

    private static Duration seconds(Settings reader, String name, long usual)
            throws ConfigurationException {
        return Duration.ofSeconds(reader.number(name, (int) usual, 1, MAX_SECONDS));
    }
}
