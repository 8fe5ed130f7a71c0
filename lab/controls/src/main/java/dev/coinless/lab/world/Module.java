package dev.coinless.lab.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.process.Ports;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A payment module: the product's own program in a process without network.
public final class Module implements AutoCloseable {

    /// Names the file by which the power cut adapter is armed.
    private static final String POWER_CUT_VARIABLE = "COINLESS_LAB_POWER_CUT";

    /// Names the time at which the process believes that it started.
    private static final String EPOCH_VARIABLE = "COINLESS_LAB_EPOCH";

    /// The setting that gives the module a network; the lab puts its own cable in the way.
    static final String MQTT = "mqtt";

    private static final String MAIN = "dev.coinless.edge.Main";
    private static final Duration TOOL_LIMIT = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final LocalCloud cloud;
    private final String label;
    private final String name;
    private final ModuleId id;
    private final MachineSetup setup;
    private final Path folder;
    private final Relay cable;
    private Optional<ChildProcess> process = Optional.empty();
    private int tools;

    private Module(
            Home home,
            LocalCloud cloud,
            String label,
            String name,
            ModuleId id,
            MachineSetup setup,
            Path folder) {
        this.home = home;
        this.cloud = cloud;
        this.label = label;
        this.name = name;
        this.id = id;
        this.setup = setup;
        this.folder = folder;
        this.cable = new Relay(Ports.free(), cloud.mqtt().tls());
        if (hasNetwork()) {
            cable.plug();
        }
    }

    static Module prepare(
            Home home,
            LocalCloud cloud,
            String label,
            Air air,
            String name,
            MachineSetup setup,
            Path folder,
            Controller controller) {
        var module = new Module(home, cloud, label, name, newId(name), setup, folder);
        module.writeConfiguration(air, controller);
        return module;
    }

    /// A second module with this one's card: the same keys, the same journal, another machine. The
    /// power of this one must be off while its card is copied.
    Module twin(Air air, String twinName, Path twinFolder, Controller controller) {
        if (isOn()) {
            throw new LabFailure("cut the power of %s before its card is copied".formatted(name));
        }
        var twin = new Module(home, cloud, label, twinName, id, setup, twinFolder);
        twin.writeConfiguration(air, controller);
        copyTree(state(), twin.state());
        return twin;
    }

    private static void copyTree(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new LabFailure("cannot copy the card " + from, e);
        }
    }

    /// Makes the module's keys, registers them with the cloud and installs the answer, by files.
    public void enrol() {
        var request = folder.resolve("enrol-request");
        var answer = folder.resolve("enrolment");
        var options =
                new ArrayList<>(
                        List.of(
                                "prepare",
                                "--dir",
                                state().toString(),
                                "--module",
                                id.toString(),
                                "--environment",
                                LocalCloud.ENVIRONMENT,
                                "--out",
                                request.toString()));
        if (hasNetwork()) {
            options.add("--mqtt");
        }
        tool(options.toArray(String[]::new));
        try {
            var enrolment = cloud.operator().enrol(Files.readString(request), name, setup);
            Files.writeString(answer, enrolment);
        } catch (IOException e) {
            throw new LabFailure("cannot carry the enrolment of " + name, e);
        }
        tool("enrol", "--dir", state().toString(), "--in", answer.toString());
    }

    public void powerOn() {
        start();
        running().awaitReady();
    }

    /// As [#powerOn], with a clock that is not set yet, whatever network there is.
    public void powerOnIn1970() {
        start(true);
        running().awaitReady();
    }

    /// Starts the program without waiting until it advertises.
    public void start() {
        start(!hasNetwork());
    }

    private void start(boolean in1970) {
        if (process.filter(ChildProcess::isAlive).isPresent()) {
            throw new LabFailure("module " + name + " is on already");
        }
        var environment = new HashMap<>(cloud.clock().environment());
        environment.put(POWER_CUT_VARIABLE, powerCutFile().toString());
        if (in1970) {
            environment.put(EPOCH_VARIABLE, Instant.EPOCH.toString());
        }
        var program =
                program(label + "-module-" + name, "run", "--config", configuration().toString())
                        .with(environment)
                        .inside(hasNetwork() ? List.of() : isolation());
        process = Optional.of(ChildProcess.start(program, cloud.run()));
    }

    /// A module without network gets none; one with MQTT shares the machine's, where its sockets
    /// can be counted.
    private static List<String> isolation() {
        return Isolation.emptyNetwork().orElse(List.of());
    }

    /// Plugs the module's own network in or out.
    public void network(boolean on) {
        if (!hasNetwork()) {
            throw new LabFailure("module %s has no network: set it up with mqtt".formatted(name));
        }
        if (on) {
            cable.plug();
        } else {
            cable.unplug();
        }
    }

    /// The ports that the module's sockets are connected to.
    public List<Integer> remotePorts() {
        return Isolation.remotePorts(running().pid());
    }

    /// Where the module's cable ends that the lab can pull.
    public int cablePort() {
        return cable.port();
    }

    /// SIGKILL, now.
    public void powerCut() {
        running().kill();
    }

    /// Cuts the power right after the next durable record of that kind: CONSUMED, INTENT, RESULT,
    /// RECEIPT or CASH; `INTENT 4` is the fourth from now.
    public void powerCutAfter(String recordKind) {
        try {
            Files.writeString(powerCutFile(), recordKind);
        } catch (IOException e) {
            throw new LabFailure("cannot arm the power cut of " + name, e);
        }
    }

    /// From now on the kernel lets the running program write no file any further.
    public void diskFull() {
        limitFiles("0:unlimited");
    }

    /// There is room again.
    public void diskFree() {
        limitFiles("unlimited:unlimited");
    }

    private void limitFiles(String bytes) {
        var pid = Long.toString(running().pid());
        try {
            var command = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes).start();
            if (command.waitFor() != 0) {
                throw new LabFailure("prlimit (util-linux) could not limit process " + pid);
            }
        } catch (IOException e) {
            throw new LabFailure("prlimit is missing, install util-linux", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while limiting process " + pid, e);
        }
    }

    /// Waits until the power is gone.
    public void awaitDark(Duration limit) {
        if (!running().awaitEnd(limit)) {
            throw new LabFailure("module %s is still on after %s".formatted(name, limit));
        }
    }

    /// A clean stop, as by `systemctl stop`.
    public void stop() {
        process.ifPresent(ChildProcess::terminate);
    }

    public boolean isOn() {
        return process.filter(ChildProcess::isAlive).isPresent();
    }

    /// The journal's records, oldest first.
    public List<JsonNode> journal() {
        return tool("journal", "--dir", state().toString()).lines().map(Module::json).toList();
    }

    /// How often a record of a kind stands in the journal.
    public long journalled(String kind) {
        return journal().stream().filter(each -> each.path("kind").asText().equals(kind)).count();
    }

    /// What a firewall in front of the module has counted.
    public long bytesSent() {
        return Isolation.bytesSent(running().pid());
    }

    /// Sockets of the module that could reach a network.
    public long internetSockets() {
        return Isolation.internetSockets(running().pid());
    }

    /// Whether this machine let the module run in an empty network namespace.
    public static boolean networkIsTakenAway() {
        return Isolation.emptyNetwork().isPresent();
    }

    public ModuleId id() {
        return id;
    }

    public String operator() {
        return setup.operator();
    }

    public ChildProcess process() {
        return running();
    }

    /// Where the module keeps its keys and its journal.
    public Path state() {
        return folder.resolve("state");
    }

    @Override
    public void close() {
        stop();
        cable.close();
    }

    private ChildProcess running() {
        return process.orElseThrow(() -> new LabFailure("module " + name + " was never on"));
    }

    private Path configuration() {
        return folder.resolve("module.properties");
    }

    private Path powerCutFile() {
        return folder.resolve("power-cut");
    }

    private void writeConfiguration(Air air, Controller controller) {
        var settings = new TreeMap<String, String>();
        settings.put("name", name);
        settings.put("environment", LocalCloud.ENVIRONMENT);
        settings.put("radio", "air:" + air.socket());
        settings.put("machine", controller.setting());
        settings.put("state", state().toString());
        settings.putAll(setup.settings());
        if (hasNetwork()) {
            settings.put(MQTT, "127.0.0.1:" + cable.port());
        }
        var lines = settings.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue());
        try {
            Files.write(configuration(), lines.toList());
        } catch (IOException e) {
            throw new LabFailure("cannot write the configuration of " + name, e);
        }
    }

    private JavaProgram program(String programName, String... arguments) {
        return new JavaProgram(
                programName,
                home.classPath(List.of(Part.EDGE_AGENT, Part.LAB_ADAPTERS)),
                MAIN,
                List.of(arguments));
    }

    /// Runs one of the program's short commands and returns what it printed.
    private String tool(String... arguments) {
        tools++;
        var out = folder.resolve("tool-" + tools + ".out");
        var program = program("%s-%s-%s-%d".formatted(label, arguments[0], name, tools), arguments);
        return ChildProcess.run(program, cloud.run(), out, TOOL_LIMIT);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new LabFailure("not JSON: " + line, e);
        }
    }

    /// Six bytes: the name for the eye, the rest random, so that scenes do not meet in the cloud.
    private static ModuleId newId(String name) {
        var start = name.getBytes(StandardCharsets.US_ASCII);
        var id = new byte[ModuleId.LENGTH];
        RANDOM.nextBytes(id);
        System.arraycopy(start, 0, id, 0, Math.min(2, start.length));
        return new ModuleId(Bytes.of(id));
    }

    /// Without one it starts in 1970 each time, as a Pi without a battery does; TLS needs the date.
    private boolean hasNetwork() {
        return setup.settings().containsKey(MQTT);
    }

    /// What the module is called in tests of its settings.
    public Map<String, String> settings() {
        return setup.settings();
    }
}
