package dev.coinless.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A program in a process of its own, with this test's class path. Ends with the test.
final class Child {

    /// Column of the inode in the kernel's socket tables.
    private static final int INODE = 9;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    private Child(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static Child start(Path log, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Xlog:class+load:file=" + classes(log, main) + ":none:filecount=0");
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The classes that the last run of a program has loaded.
    static List<String> loadedClasses(Path log, String main) throws IOException {
        return Files.readAllLines(classes(log, main));
    }

    private static Path classes(Path log, String main) {
        return log.resolveSibling(main + ".classes");
    }

    /// The next line that holds the text; lines before it are dropped.
    String awaitLine(String text) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no line with '%s' in %s".formatted(text, LIMIT));
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    String say(String command) throws Exception {
        var in = process.getOutputStream();
        in.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        return awaitLine("\"ok\"");
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT);
        }
        return process.exitValue();
    }

    List<String> allLines() throws InterruptedException {
        awaitEnd();
        reader.join();
        return List.copyOf(lines);
    }

    /// The power cut.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Asks the process to end, as systemd does, and waits until it has.
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /// Stops the process where it stands: it holds what it has open and reads nothing.
    void freeze() throws Exception {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
    }

    /// The sockets of the process that could reach a network, as inode numbers.
    List<String> ipSockets() throws IOException {
        var ip = new HashSet<String>();
        for (var protocol : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
            var table = Path.of("/proc/%d/net/%s".formatted(process.pid(), protocol));
            for (var line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                var columns = line.strip().split("\\s+");
                ip.add("socket:[%s]".formatted(columns[columns.length > INODE ? INODE : 0]));
            }
        }
        try (var open = Files.list(Path.of("/proc/%d/fd".formatted(process.pid())))) {
            return open.map(Child::target).filter(ip::contains).toList();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    void close() throws InterruptedException {
        kill();
    }

    private void read() {
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("the program's output broke: " + e);
        }
    }
}
