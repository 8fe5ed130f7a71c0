package dev.coinless.edge;

import dev.coinless.edge.config.ConfigurationException;
import dev.coinless.edge.enrol.ModuleKeys;
import dev.coinless.edge.io.disk.JournalLines;
import dev.coinless.edge.io.disk.StateFolder;
import dev.coinless.edge.io.sqlite.SqliteJournal;
import dev.coinless.edge.journal.JournalUnavailable;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.wire.Malformed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The program: `prepare` and `enrol` make a module of a folder, `run` runs it, `journal` reads
/// what it remembers. Mistakes of the caller end with status 2, anything else with 1.
public final class Main {

    private static final String USAGE =
            """
            prepare --dir DIR --module 12HEX --environment NAME [ --mqtt ] --out FILE
            enrol --dir DIR --in FILE
            run --config FILE
            journal --dir DIR\
            """;

    private static final int WRONG_CALL = 2;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            execute(args);
        } catch (ConfigurationException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_CALL);
        } catch (IOException | Malformed | JournalUnavailable e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void execute(String[] args)
            throws ConfigurationException,
                    IOException,
                    Malformed,
                    JournalUnavailable,
                    InterruptedException {
        var command = args.length == 0 ? "" : args[0];
        var options = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (command) {
            case "prepare" ->
                    prepare(
                            Arguments.of(
                                    options,
                                    List.of("dir", "module", "environment", "out"),
                                    Set.of("mqtt")));
            case "enrol" -> enrol(Arguments.of(options, "dir", "in"));
            case "run" -> RunningModule.run(Path.of(Arguments.of(options, "config").get("config")));
            case "journal" -> journal(Arguments.of(options, "dir"));
            default ->
                    throw new ConfigurationException(
                            "unknown command '%s'; there are:%n%s".formatted(command, USAGE));
        }
    }

    /// Makes keys, or takes those that wait already, and writes the file to carry to the cloud;
    /// with `--mqtt` it asks for a certificate too.
    private static void prepare(Arguments arguments)
            throws ConfigurationException, IOException, Malformed {
        var module = moduleId(arguments.get("module"));
        var environment = environment(arguments.get("environment"));
        var state = new StateFolder(Path.of(arguments.get("dir")));
        var waiting =
                state.prepared()
                        .filter(keys -> keys.module().equals(module))
                        .filter(keys -> keys.environment().equals(environment));
        var random = new KeyGenerator(new SecureRandom());
        var made = waiting.orElseGet(() -> ModuleKeys.generate(module, environment, random));
        var keys = arguments.has("mqtt") ? made.withNetwork(random) : made.withoutNetwork();
        state.prepare(keys);
        Files.writeString(Path.of(arguments.get("out")), keys.request() + "\n");
    }

    private static void enrol(Arguments arguments)
            throws IOException, Malformed, JournalUnavailable {
        var state = new StateFolder(Path.of(arguments.get("dir")));
        var keys =
                state.prepared()
                        .orElseThrow(() ->
                                new Malformed(
                                        "no keys wait for an enrolment in %s: use 'prepare' first"
                                                .formatted(state.folder())));
        var enrolment = Enrolment.parse(Files.readString(Path.of(arguments.get("in"))));
        var identity = keys.accept(enrolment);
        var network = keys.connect(enrolment);
        SqliteJournal.create(state.journal(identity.generation())).close();
        state.enrol(keys, enrolment);
        System.err.println("enrolled " + identity + (network.isPresent() ? " with MQTT" : ""));
    }

    private static void journal(Arguments arguments)
            throws IOException, Malformed, JournalUnavailable {
        var state = new StateFolder(Path.of(arguments.get("dir")));
        var identity = RunningModule.identity(state);
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (var journal = SqliteJournal.openToRead(state.journal(identity.generation()))) {
            journal.forEach(record -> out.println(JournalLines.line(record)));
        }
        out.flush();
    }

    private static ModuleId moduleId(String hex) throws ConfigurationException {
        try {
            return ModuleId.fromHex(hex);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--module is '%s': it must be 12 hexadecimal digits".formatted(hex));
        }
    }

    private static Environment environment(String name) throws ConfigurationException {
        try {
            return new Environment(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "--environment is '%s': use 1 to 32 of a-z, 0-9 and '-'".formatted(name));
        }
    }
}
