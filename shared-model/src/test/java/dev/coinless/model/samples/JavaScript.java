package dev.coinless.model.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Runs the second opinions, which are written in JavaScript so that they share nothing with the
/// code that they judge.
public final class JavaScript {
    private static final String INSTALL =
            "what is signed is verified with Node.js 18 or newer and npm:"
                    + " sudo apt-get install nodejs npm";

    /// Longer than a cold download of a library takes.
    private static final long PATIENCE_SECONDS = 180;

    public static final Path WORK = moduleFolder().resolve("target/js");

    private JavaScript() {}

    public record Run(int status, String output) {}

    /// Optional on a developer's machine, not where CI=true.
    public static void requireTools() {
        boolean present = Stream.of("node", "npm").allMatch(JavaScript::isOnPath);
        if (!present && "true".equals(System.getenv("CI"))) {
            Assertions.fail(INSTALL);
        }
        Assumptions.assumeTrue(present, INSTALL);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Runs a command in [#WORK].
    public static Run run(String... command) throws Exception {
        Files.createDirectories(WORK);
        var output = Files.createTempFile(WORK, "output", ".txt");
        var process =
                new ProcessBuilder(command)
                        .directory(WORK.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended).as("%s ended in time", List.of(command)).isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /// The folder of the module `shared-model`.
    public static Path moduleFolder() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("src/test/js")) ? here : here.resolve("shared-model");
    }
}
