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
/// @param state the folder with keys and journal
/// @param mqtt the module's own network; absent for a module without one
public record Configuration(
        Optional<String> name,
        Environment environment,
        Port radio,
        MachineSettings machine,
        String state,
        Optional<Mqtt> mqtt,
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

    /// Minor units; the largest scale factor of the bus (MDB/ICP 7.4.2).
    private static final int MAX_CASH_UNIT = 255;

    /// So much later than the train itself its session would give up.
    private static final Duration INHIBIT_MARGIN = Duration.ofSeconds(10);

    /// How long one code is broadcast.
    private static final int ROTATION_SECONDS = 30;

    /// Reads the settings.
    ///
    /// @throws ConfigurationException naming the first that is missing or wrong
    public static Configuration of(Map<String, String> settings) throws ConfigurationException {
        var reader = new Settings(settings);
        var environment = environment(reader);
        var radio = port(reader, "radio", "air", "air:/run/coinless/air.sock");
        var machine = machine(reader);
        var configuration =
                new Configuration(
                        reader.find("name"),
                        environment,
                        radio,
                        machine,
                        reader.require("state", "/var/lib/coinless"),
                        mqtt(reader),
                        agent(reader, machine));
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

    private static MachineSettings machine(Settings reader) throws ConfigurationException {
        var value = reader.require("machine", "qibixx:/dev/serial/by-id/...");
        if (value.equals("pulse:" + MachineSettings.Pulse.GPIO) || value.startsWith("pulse:/")) {
            var place = value.substring("pulse:".length());
            boolean wired = place.equals(MachineSettings.Pulse.GPIO);
            var lines = PulseLineSettings.read(reader, wired);
            return new MachineSettings.Pulse(
                    place, lines, CoinInputSettings.read(reader, lines, wired));
        }
        if (!value.startsWith("qibixx:") || value.equals("qibixx:")) {
            throw Settings.wrong(
                    "machine", value, "write it as qibixx:/dev/serial/by-id/... or as pulse:gpio");
        }
        int address = reader.number("mdb.address", 0x10, 0, 0xFF);
        if (address != 0x10 && address != 0x60) {
            throw Settings.wrong(
                    "mdb.address",
                    "0x%02x".formatted(address),
                    "a cashless reader is at 0x10 or 0x60");
        }
        return new MachineSettings.Mdb(
                value.substring("qibixx:".length()),
                address,
                reader.number("mdb.always.idle", 0, 0, 1) == 1,
                reader.number("mdb.cash.unit", 0, 0, MAX_CASH_UNIT));
    }

    private static AgentSettings agent(Settings reader, MachineSettings machine)
            throws ConfigurationException {
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
                        idle(
                                seconds(reader, "timeout.session", VendTimeouts.IDLE.toSeconds()),
                                machine),
                        seconds(reader, "timeout.vend", VendTimeouts.VENDING.toSeconds()),
                        seconds(reader, "timeout.request", VendTimeouts.REQUEST.toSeconds()));
        return new AgentSettings(
                beacon,
                timeouts,
                machine instanceof MachineSettings.Mdb(_, _, boolean alwaysIdle, _) && alwaysIdle);
    }

    /// A session in which nobody selects outlasts the machine's own patience with its inhibit.
    private static Duration idle(Duration session, MachineSettings machine) {
        return switch (machine) {
            case MachineSettings.Mdb _ -> session;
            case MachineSettings.Pulse(_, var lines, _) ->
                    lines.stream()
                            .map(line -> line.inhibitTimeout().plus(INHIBIT_MARGIN))
                            .reduce(
                                    session,
                                    (one, other) -> one.compareTo(other) > 0 ? one : other);
        };
    }

    private static Duration seconds(Settings reader, String name, long usual)
            throws ConfigurationException {
        return Duration.ofSeconds(reader.number(name, (int) usual, 1, MAX_SECONDS));
    }
}
