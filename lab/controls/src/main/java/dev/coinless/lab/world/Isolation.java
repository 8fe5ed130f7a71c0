package dev.coinless.lab.world;

import dev.coinless.lab.process.LabFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Takes the network away from a process, and shows that it has none.
final class Isolation {

    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "--net"), List.of("unshare", "--map-root-user", "--net"));

    private static final Optional<List<String>> WAY =
            WAYS.stream().filter(Isolation::works).findFirst();

    /// Columns of the kernel's tables of TCP sockets.
    private static final int REMOTE = 2;

    private static final int INODE = 9;

    private Isolation() {}

    /// The command that runs another in an empty network namespace, if this machine allows it.
    static Optional<List<String>> emptyNetwork() {
        return WAY;
    }

    /// Bytes that all interfaces in the process's network namespace have sent.
    static long bytesSent(long pid) {
        return lines(Path.of("/proc", Long.toString(pid), "net", "dev")).stream()
                .filter(line -> line.contains(":"))
                .mapToLong(Isolation::transmitted)
                .sum();
    }

    /// How many of the process's open sockets are not Unix domain sockets.
    static long internetSockets(long pid) {
        var unix =
                lines(Path.of("/proc", Long.toString(pid), "net", "unix")).stream()
                        .map(line -> line.split("\\s+", -1))
                        .filter(fields -> fields.length > 6)
                        .map(fields -> "socket:[" + fields[6] + "]")
                        .toList();
        return openSockets(pid).stream().filter(socket -> !unix.contains(socket)).count();
    }

    /// The ports that the process's open TCP sockets are connected to.
    static List<Integer> remotePorts(long pid) {
        var own = openSockets(pid);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc", "" + pid, "net", table)).stream().skip(1))
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> own.contains("socket:[" + columns[INODE] + "]"))
                .map(columns -> columns[REMOTE].substring(columns[REMOTE].lastIndexOf(':') + 1))
                .map(port -> Integer.parseInt(port, 16))
                .toList();
    }

    private static List<String> openSockets(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.map(Isolation::target).filter(link -> link.startsWith("socket:")).toList();
        } catch (IOException e) {
            throw new LabFailure("cannot see the open files of process " + pid, e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /// The ninth number after the interface's name is what it sent.
    private static long transmitted(String line) {
        var numbers = line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1);
        return Long.parseLong(numbers[8]);
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new LabFailure("cannot read " + path, e);
        }
    }

    private static boolean works(List<String> way) {
        var command = Stream.concat(way.stream(), Stream.of("true")).toList();
        try {
            var process = new ProcessBuilder(command).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
