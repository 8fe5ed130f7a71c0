package dev.coinless.lab.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A customer's phone: the wallet in a process of its own.
public final class Phone implements AutoCloseable {

    /// Longer than a vend and its receipt take on a busy machine.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final LocalCloud cloud;
    private final Air air;
    private final Path folder;
    private final Path wire;
    private final Home home;
    private final JavaProgram program;
    private ChildProcess process;
    private String account = "";
    private int tools;

    private Phone(Home home, String name, LocalCloud cloud, String label, Air air) {
        this.home = home;
        this.name = name;
        this.cloud = cloud;
        this.air = air;
        this.folder = cloud.run().folder(label + "/phone-" + name);
        this.wire = folder.resolve("wire.jsonl");
        this.program = program(label + "-phone-" + name, "shell");
        this.process = ChildProcess.start(program, cloud.run());
    }

    static Phone switchOn(Home home, LocalCloud cloud, String label, Air air, String name) {
        var phone = new Phone(home, name, cloud, label, air);
        phone.process.awaitReady();
        phone.account = phone.must("register").path("account").asText();
        return phone;
    }

    private JavaProgram program(String label, String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(
                List.of(
                        "--name",
                        name,
                        "--dir",
                        folder.resolve("state").toString(),
                        "--cloud",
                        cloud.endpoint().toString(),
                        "--air",
                        air.socket().toString(),
                        "--environment",
                        LocalCloud.ENVIRONMENT,
                        "--wire",
                        wire.toString()));
        return new JavaProgram(
                        label,
                        home.classPath(List.of(Part.WALLET, Part.LAB_ADAPTERS)),
                        "dev.coinless.wallet.Main",
                        arguments)
                .with(cloud.clock().environment());
    }

    /// Runs one command as a person does, while the app itself does not run; what it printed.
    public String once(String... words) {
        tools++;
        var label = "%s-%s-%d".formatted(program.name(), words[0], tools);
        var out = folder.resolve(label + ".out");
        return ChildProcess.run(program(label, words), cloud.run(), out, PATIENCE.multipliedBy(3));
    }

    /// Where the phone keeps what it has.
    public Path folder() {
        return folder;
    }

    public String name() {
        return name;
    }

    public String account() {
        return account;
    }

    /// Puts the phone at arm's length of a machine.
    public Phone near(String machine) {
        air.near(name, machine, World.NEAR_DBM);
        return this;
    }

    /// Puts the phone where it hears a machine with this strength.
    public Phone hears(String machine, int dbm) {
        air.near(name, machine, dbm);
        return this;
    }

    public void awayFrom(String machine) {
        air.away(name, machine);
    }

    /// Gives the account money: a promotional entry by the operator, never a back door.
    public Phone credited(long minorUnits) {
        cloud.operator().credit(account, minorUnits, "EUR");
        return this;
    }

    /// Scans and asks for a grant; the answer may be a refusal.
    public JsonNode tap(String machine) {
        return process.ask("tap " + machine);
    }

    /// The swipe to pay; the answer is the module's verdict.
    public JsonNode swipe() {
        return process.ask("swipe");
    }

    public JsonNode cancel() {
        return process.ask("cancel");
    }

    public void net(boolean on) {
        must("net " + (on ? "on" : "off"));
    }

    public void ble(boolean on) {
        must("ble " + (on ? "on" : "off"));
    }

    /// What the account has, as the cloud says.
    public Balance balance() {
        var answer = must("account");
        return new Balance(
                answer.path("available").asLong(),
                answer.path("held").asLong(),
                answer.path("currency").asText());
    }

    /// Waits for the receipt of the purchase under way.
    public JsonNode awaitReceipt() {
        return process.awaitEvent("receipt", event -> true, PATIENCE);
    }

    /// Waits until the n-th purchase of this phone is settled in the cloud, counted from 1.
    public JsonNode awaitSettled(int count) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.events("settled").size() < count && System.nanoTime() < deadline) {
            int known = process.events("settled").size();
            process.findEvent(
                    "settled",
                    event -> process.events("settled").size() > known,
                    Duration.ofMillis(200));
        }
        var settled = process.events("settled");
        if (settled.size() < count) {
            throw new LabFailure(
                    "%s: %d of %d purchases settled%n%s"
                            .formatted(name, settled.size(), count, process.lastLines()));
        }
        return settled.get(count - 1);
    }

    public JsonNode awaitSettled() {
        return awaitSettled(1);
    }

    /// Any command of the wallet's shell that must work.
    public JsonNode must(String command) {
        return process.must(command);
    }

    /// Any command of the wallet's shell, whatever its answer.
    public JsonNode ask(String command) {
        return process.ask(command);
    }

    /// As above, for work that takes longer than a command should.
    public JsonNode ask(String command, Duration limit) {
        return process.ask(command, limit);
    }

    /// The HTTP exchanges so far, oldest first.
    public List<JsonNode> httpWire() {
        var exchanges = new ArrayList<JsonNode>();
        if (!Files.exists(wire)) {
            return exchanges;
        }
        try {
            for (var line : Files.readAllLines(wire)) {
                exchanges.add(JSON.readTree(line));
            }
            return exchanges;
        } catch (IOException e) {
            throw new LabFailure("cannot read what phone %s sent".formatted(name), e);
        }
    }

    /// The radio frames so far, oldest first.
    public List<JsonNode> bleWire() {
        return air.frames(name);
    }

    /// Ends the app by force, as a full battery of background apps would.
    public void kill() {
        process.kill();
    }

    /// Starts the app again on the same state.
    public void restart() {
        process = ChildProcess.start(program, cloud.run());
        process.awaitReady();
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
