package dev.coinless.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// The folder of one run: sockets, logs, states. Deleted at the end unless something failed.
///
/// Its path is short, because a Unix domain socket's has at most 108 bytes.
public final class RunFolder implements AutoCloseable {

    private final Path root;
    private final Path archives;

    private RunFolder(Path root, Path archives) {
        this.root = root;
        this.archives = archives;
    }

    /// Makes a fresh one in the system's folder for temporary files.
    ///
    /// @param archives what outlives the run: archives of this very build's classes
    public static RunFolder create(Path archives) {
        try {
            var root = Files.createTempDirectory("cl");
            Files.createDirectories(root.resolve("log"));
            Files.createDirectories(archives);
            return new RunFolder(root, archives);
        } catch (IOException e) {
            throw new LabFailure("cannot make a folder for this run: " + e.getMessage(), e);
        }
    }

    public Path root() {
        return root;
    }

    /// A sub-folder, made if it is not there.
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new LabFailure("cannot make " + name + " in " + root, e);
        }
    }

    public Path log(String program) {
        return folder("log").resolve(program + ".log");
    }

    /// What outlives the run and makes the next start faster.
    public Path archives() {
        return archives;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + root + " (" + e.getMessage() + ")");
        }
    }
}
