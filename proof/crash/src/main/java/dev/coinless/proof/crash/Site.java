package dev.coinless.proof.crash;

import dev.coinless.edge.Main;
import dev.coinless.edge.enrol.ModuleIdentity;
import dev.coinless.edge.io.disk.StateFolder;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A module at a machine with the air between: real processes, an enrolment of our own. The machine
/// and the air stay on while the module's power comes and goes. Whoever shows funds at the machine
/// gets item 12.
final class Site implements AutoCloseable {

    static final ModuleId MODULE = ModuleId.fromHex("4d3700000007");
    static final String JOURNAL = "journal-1.db";

    private static final String AGENT = "dev.coinless.edge.Main";
    private static final Pattern APPROVALS = Pattern.compile("\"approvals\":(\\d+)");
    private static final Pattern COIN = Pattern.compile("\"coin\":(\\d+)");

    private final Path folder;
    private final Program air;
    private final Program machine;
    final Issuer issuer;
    final Phone phone;
    private volatile boolean selects = true;

    private Site(Path folder, RandomGenerator dice) {
        this.folder = folder;
        this.issuer = new Issuer(dice);
        this.air =
                Program.start(
                        folder,
                        List.of(),
                        _ -> {},
                        "dev.coinless.simulators.air.Main",
                        "--socket",
                        folder.resolve("air").toString(),
                        "--capture",
                        "/dev/null");
        this.machine =
                Program.start(
                        folder,
                        List.of(),
                        this::seen,
                        "dev.coinless.simulators.vmc.Main",
                        "--item",
                        "12=175",
                        "--motor-ms",
                        "20",
                        "--link",
                        folder.resolve("tty").toString());
        air.ask("status");
        machine.ask("state");
        this.phone = new Phone(folder.resolve("air"));
    }

    static Site open(Path folder, RandomGenerator dice) {
        try {
            Files.createDirectories(folder);
            var site = new Site(folder, dice);
            site.enrol();
            site.air.ask("range P M7 -50");
            return site;
        } catch (IOException | InterruptedException e) {
            throw new Failure("cannot make a site in " + folder, e);
        }
    }

    private void enrol() throws IOException, InterruptedException {
        var request = folder.resolve("request").toString();
        Main.main(
                new String[] {
                    "prepare",
                    "--dir",
                    state().toString(),
                    "--module",
                    MODULE.toString(),
                    "--environment",
                    Issuer.ENVIRONMENT.name(),
                    "--out",
                    request
                });
        var answer = folder.resolve("enrolment");
        Files.writeString(answer, issuer.enrol(Files.readString(Path.of(request))));
        Main.main(new String[] {"enrol", "--dir", state().toString(), "--in", answer.toString()});
        var settings =
                new TreeMap<>(
                        Map.of(
                                "name",
                                "M7",
                                "environment",
                                Issuer.ENVIRONMENT.name(),
                                "radio",
                                "air:" + folder.resolve("air"),
                                "machine",
                                "qibixx:" + folder.resolve("tty"),
                                "mdb.cash.unit",
                                "1",
                                "state",
                                state().toString()));
        Files.write(
                settings(),
                settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }

    /// Starts the module's program.
    ///
    /// @param wrapper what it runs under; empty for nothing
    Program powerOn(List<String> wrapper) {
        phone.forget();
        return Program.start(
                folder, wrapper, _ -> {}, AGENT, "run", "--config", settings().toString());
    }

    ModuleIdentity identity() {
        try {
            return new StateFolder(state()).identity().orElseThrow();
        } catch (IOException | Malformed e) {
            throw new Failure("the module's state cannot be read", e);
        }
    }

    Path state() {
        return folder.resolve("state");
    }

    Path journal() {
        return state().resolve(JOURNAL);
    }

    private Path settings() {
        return folder.resolve("module.properties");
    }

    /// Approvals that came to the machine so far.
    long approvals() {
        return number(APPROVALS);
    }

    /// Sales for coins so far.
    long coinSales() {
        return number(COIN);
    }

    private long number(Pattern pattern) {
        var answer = machine.ask("signals");
        var found = pattern.matcher(answer);
        if (!found.find()) {
            throw new Failure("the machine says nothing of its signals");
        }
        var last = found.group(1);
        while (found.find()) {
            last = found.group(1);
        }
        return Long.parseLong(last);
    }

    /// Somebody buys with coins.
    void coinSale() {
        machine.ask("coin 175");
        machine.ask("select 12");
    }

    private void seen(String event) {
        if (selects && event.contains("\"SESSION_IDLE\"")) {
            // The reader of the machine's lines must not wait for its answer.
            Thread.ofVirtual().start(() -> machine.ask("select 12"));
        }
    }

    @Override
    public void close() {
        selects = false;
        phone.close();
        machine.close();
        air.close();
    }
}
