package dev.coinless.lab.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A running program that is steered by lines: a command line in, one JSON line out; JSON lines
/// with `event` come unasked.
///
/// Safe for several threads; commands are answered one after the other.
public final class ChildProcess implements AutoCloseable {

    /// Longer than any start here, on a busy machine with cold caches.
    public static final Duration START_LIMIT = Duration.ofSeconds(90);

    /// Longer than any single command's work.
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    /// A clean shutdown that takes longer is ended by force.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private static final int LOG_LINES_IN_MESSAGE = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path log;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final Object asking = new Object();

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("lab-" + name).start(this::readOutput);
    }

    /// Starts a program; its standard error goes to its log file.
    public static ChildProcess start(JavaProgram program, RunFolder run) {
        var log = run.log(program.name());
        var builder = new ProcessBuilder(program.command(run.archives(), run.folder("tmp")));
        builder.environment().putAll(program.environment());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new ChildProcess(program.name(), log, builder.start());
        } catch (IOException e) {
            throw new LabFailure("cannot start " + program.name() + ": " + e.getMessage(), e);
        }
    }

    /// Runs a program to its end and returns what it printed.
    ///
    /// @throws LabFailure if it fails or takes longer than the limit
    public static String run(JavaProgram program, RunFolder run, Path output, Duration limit) {
        var log = run.log(program.name());
        var builder = new ProcessBuilder(program.command(run.archives(), run.folder("tmp")));
        builder.environment().putAll(program.environment());
        builder.redirectError(log.toFile());
        builder.redirectOutput(output.toFile());
        try {
            var process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LabFailure(program.name() + " did not end within " + limit);
            }
            var printed = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new LabFailure(
                        "%s ended with %d%n%s%s"
                                .formatted(
                                        program.name(),
                                        process.exitValue(),
                                        printed,
                                        Files.readString(log)));
            }
            return printed;
        } catch (IOException e) {
            throw new LabFailure("cannot run " + program.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while running " + program.name(), e);
        }
    }

    /// Waits for the `ready` event.
    public JsonNode awaitReady() {
        return awaitEvent("ready", event -> true, START_LIMIT);
    }

    /// Sends a command and returns its answer, whatever it says.
    public JsonNode ask(String command) {
        return ask(command, ANSWER_LIMIT);
    }

    /// As above, for work that takes longer than a command should.
    public JsonNode ask(String command, Duration limit) {
        synchronized (asking) {
            send(command);
            return takeAnswer(command, limit);
        }
    }

    /// Sends a command whose answer must be `ok`.
    public JsonNode must(String command) {
        var answer = ask(command);
        if (!answer.path("ok").asBoolean()) {
            throw new LabFailure("%s, asked '%s': %s".formatted(name, command, answer));
        }
        return answer;
    }

    /// All events of a name so far.
    public List<JsonNode> events(String event) {
        synchronized (events) {
            return events.stream().filter(each -> isNamed(each, event)).toList();
        }
    }

    /// The first event of that name that fits, past or to come.
    public JsonNode awaitEvent(String event, Predicate<JsonNode> fits, Duration limit) {
        return findEvent(event, fits, limit)
                .orElseThrow(() ->
                        new LabFailure(
                                "%s said no '%s' within %d s%n%s"
                                        .formatted(name, event, limit.toSeconds(), lastLines())));
    }

    /// As [#awaitEvent], empty if it does not come in time or the process ends.
    public Optional<JsonNode> findEvent(String event, Predicate<JsonNode> fits, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (events) {
            while (true) {
                for (var each : events) {
                    if (isNamed(each, event) && fits.test(each)) {
                        return Optional.of(each);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !process.isAlive()) {
                    return Optional.empty();
                }
                waitForEvents(left);
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /// Waits for the process to end by itself.
    public boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public int exitCode() {
        return process.exitValue();
    }

    /// SIGKILL: what a power cut is to a program.
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
    }

    /// SIGTERM, as `systemctl stop` sends it, for a program that is not steered by its input.
    public void terminate() {
        process.destroy();
        if (!awaitEnd(STOP_LIMIT)) {
            kill();
        }
    }

    /// Ends the input, which asks the program to stop, and then its patience.
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
        if (!awaitEnd(STOP_LIMIT)) {
            process.destroy();
        }
        if (!awaitEnd(STOP_LIMIT)) {
            kill();
        }
    }

    private void send(String command) {
        try {
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw new LabFailure(
                    "%s is gone, asked '%s'%n%s".formatted(name, command, lastLines()), e);
        }
    }

    private JsonNode takeAnswer(String command, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                var answer = answers.poll(100, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    return answer;
                }
                if (!process.isAlive() && answers.isEmpty()) {
                    throw new LabFailure(
                            "%s ended, asked '%s'%n%s".formatted(name, command, lastLines()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LabFailure(
                "%s gave no answer to '%s' within %d s"
                        .formatted(name, command, limit.toSeconds()));
    }

    private void readOutput() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                receive(line);
            }
        } catch (IOException | UncheckedIOException closed) {
            note("output ended: " + closed.getMessage());
        }
        synchronized (events) {
            events.notifyAll();
        }
    }

    private void receive(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            note(line);
            return;
        }
        if (node.has("event")) {
            synchronized (events) {
                events.add(node);
                events.notifyAll();
            }
        } else {
            answers.add(node);
        }
    }

    private void waitForEvents(long millis) {
        try {
            events.wait(Math.min(millis, 100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while waiting for " + name, e);
        }
    }

    private void note(String line) {
        try {
            Files.writeString(
                    log,
                    line + "\n",
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            System.err.println(name + ": " + line);
        }
    }

    /// The end of its log, for messages.
    public String lastLines() {
        try {
            var lines = Files.readAllLines(log);
            return String.join(
                    "\n",
                    lines.subList(Math.max(0, lines.size() - LOG_LINES_IN_MESSAGE), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    private static boolean isNamed(JsonNode node, String event) {
        return node.path("event").asText().equals(event);
    }
}
