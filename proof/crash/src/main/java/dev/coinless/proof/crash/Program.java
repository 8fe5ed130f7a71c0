package dev.coinless.proof.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A Java program in a process of its own, steered by lines; answers come one by one, events go to
/// a listener.
final class Program implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Program(Process process) {
        this.process = process;
    }

    /// Starts a program with this one's class path.
    ///
    /// @param wrapper what it runs under, such as strace; empty for nothing
    /// @param folder for its log and what its libraries unpack
    static Program start(
            Path folder,
            List<String> wrapper,
            Consumer<String> events,
            String main,
            String... words) {
        var command = new ArrayList<>(wrapper);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + folder.resolve(main + ".jsa"),
                        "-Xlog:disable",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        classPath(),
                        main));
        command.addAll(List.of(words));
        try {
            var log = folder.resolve(main.replace("dev.coinless.", "") + ".log").toFile();
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            var program = new Program(process);
            Thread.ofPlatform()
                    .daemon()
                    .name("lines of " + main)
                    .start(() -> program.read(process.inputReader(), events));
            return program;
        } catch (IOException e) {
            throw new Failure("cannot start " + main, e);
        }
    }

    /// This program's class path without folders, if what is needed is in archives: a class data
    /// archive, which makes the second start fast, takes no folders.
    private static String classPath() {
        var all =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var archives =
                Arrays.stream(all.split(File.pathSeparator))
                        .filter(each -> each.endsWith(".jar"))
                        .toList();
        return archives.stream().anyMatch(each -> each.contains("coinless-edge-agent"))
                ? String.join(File.pathSeparator, archives)
                : all;
    }

    private void read(BufferedReader lines, Consumer<String> events) {
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"event\"")) {
                    events.accept(line);
                } else {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            events.accept("{\"event\":\"gone\"}");
        }
    }

    /// Says a line and waits for its answer.
    synchronized String ask(String line) {
        try {
            say(line);
            var answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer == null || !answer.contains("\"ok\":true")) {
                throw new Failure("'%s' was answered by %s".formatted(line, answer));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    private void say(String line) {
        try {
            var input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new Failure("the program takes no line", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL, as a power cut is to a program.
    void kill() {
        process.destroyForcibly();
        await();
    }

    /// SIGTERM.
    void stop() {
        // strace does not hand signals on to the program it runs.
        process.children().forEach(ProcessHandle::destroy);
        if (process.children().findAny().isEmpty()) {
            process.destroy();
        }
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Failure("a program does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /// Deletes a folder with all that is in it.
    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new Failure("cannot delete " + folder, e);
        }
    }
}
