package dev.coinless.proof.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The TLA+ model checker, each run in a process of its own (TLC keeps its state in statics).
///
/// @param limit after which a run is given up
/// @param workers threads of the checker; with more than one the behaviour it shows may not be a
///   shortest
/// @param progress is told each line of a run
record Tlc(Duration limit, int workers, Consumer<String> progress) {

    /// Where the specifications are among the resources.
    private static final String SPECIFICATIONS = "/tla/";

    /// TLC's exit codes for a broken invariant and a broken temporal property (`tlc2.output.EC`).
    private static final List<Integer> BROKEN = List.of(12, 13);

    private static final Pattern STATES =
            Pattern.compile(
                    "^\\d+ states generated, (\\d+) distinct states found, 0 states left.*");
    private static final Pattern DEPTH =
            Pattern.compile("^The depth of the complete state graph search is (\\d+)\\.$");
    private static final Pattern STEP = Pattern.compile("^State \\d+: <(\\w+) line .*");

    /// Checks a model.
    ///
    /// @throws IllegalStateException if TLC could not finish: its last lines are in the message
    Verdict check(Model model) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("tlc");
        try {
            return read(model, run(model, folder));
        } finally {
            delete(folder);
        }
    }

    private record Run(int exit, List<String> lines) {}

    private Run run(Model model, Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(model.name() + ".tla"), specification(model));
        Files.writeString(folder.resolve("model.cfg"), model.configuration());
        var process =
                new ProcessBuilder(command(model))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        model.name() + " was not checked within " + limit.toMinutes() + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        var lines = Files.readAllLines(folder.resolve("log"));
        lines.forEach(progress);
        return new Run(process.exitValue(), lines);
    }

    private List<String> command(Model model) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                "tlc2.TLC",
                "-workers",
                Integer.toString(workers),
                // A model that has done all it can is at its end, not stuck.
                "-deadlock",
                "-config",
                "model.cfg",
                model.name() + ".tla");
    }

    private static Verdict read(Model model, Run run) {
        if (BROKEN.contains(run.exit())) {
            var steps = new ArrayList<String>();
            run.lines().forEach(line -> whole(STEP, line, steps::add));
            return new Verdict.Broken(steps);
        }
        var states = new ArrayList<Long>();
        var depth = new ArrayList<Long>();
        for (var line : run.lines()) {
            whole(STATES, line, number -> states.add(Long.valueOf(number)));
            whole(DEPTH, line, number -> depth.add(Long.valueOf(number)));
        }
        if (run.exit() != 0 || states.isEmpty() || depth.isEmpty()) {
            var end = run.lines().subList(Math.max(0, run.lines().size() - 30), run.lines().size());
            throw new IllegalStateException(
                    "TLC ended with %d on %s:%n%s"
                            .formatted(run.exit(), model.name(), String.join("\n", end)));
        }
        return new Verdict.Holds(states.getLast(), depth.getLast());
    }

    private static void whole(Pattern pattern, String line, Consumer<String> found) {
        var matcher = pattern.matcher(line);
        if (matcher.matches()) {
            found.accept(matcher.group(1));
        }
    }

    /// The text of a model's specification.
    static String specification(Model model) {
        var file = model.name() + ".tla";
        try (InputStream specification = Tlc.class.getResourceAsStream(SPECIFICATIONS + file)) {
            if (specification == null) {
                throw new IllegalArgumentException("there is no specification " + file);
            }
            return new String(specification.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
