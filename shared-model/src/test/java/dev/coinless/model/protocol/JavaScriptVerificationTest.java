package dev.coinless.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Lets a COSE library of another language and authors read the golden vectors.
class JavaScriptVerificationTest {
    private static final String INSTALL =
            "the golden vectors are verified with Node.js 18 or newer and npm:"
                    + " sudo apt-get install nodejs npm";

    /// Longer than a cold download of the library takes.
    private static final long PATIENCE_SECONDS = 180;

    private static final Path SOURCE = moduleFolder().resolve("src/test/js");
    private static final Path WORK = moduleFolder().resolve("target/js");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "verify-vectors.js");

    @Test
    void aJavaScriptCoseLibraryVerifiesTheGoldenVectors() throws Exception {
        requireTools();
        installLibrary();

        var run = run("node", "verify-vectors.js", ProtocolPage.path().toAbsolutePath().toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .contains(
                        "grant-holder: genuine",
                        "presentation: genuine",
                        "sealed-bundle-up: opened");
    }

    @Test
    void theLockOfTheLibraryNamesNoRegistry() throws IOException {
        var lock = Files.readString(SOURCE.resolve("package-lock.json"));

        assertThat(lock).contains("\"integrity\"").doesNotContain("\"resolved\"", "registry");
    }

    /// Optional on a developer's machine, not where CI=true.
    private static void requireTools() {
        boolean present = Stream.of("node", "npm").allMatch(JavaScriptVerificationTest::isOnPath);
        if (!present && "true".equals(System.getenv("CI"))) {
            Assertions.fail(INSTALL);
        }
        Assumptions.assumeTrue(present, INSTALL);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Downloads only when the lock is another one than at the last time.
    private static void installLibrary() throws Exception {
        Files.createDirectories(WORK);
        for (var name : FILES) {
            Files.copy(
                    SOURCE.resolve(name), WORK.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        var lock = Bytes.of(Files.readAllBytes(WORK.resolve("package-lock.json"))).sha256().hex();
        var installed = WORK.resolve("node_modules/.installed-lock");
        if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
            return;
        }
        var run = run("npm", "ci", "--ignore-scripts", "--omit=optional");
        assertThat(run.status()).as(run.output()).isZero();
        Files.writeString(installed, lock);
    }

    private record Run(int status, String output) {}

    private static Run run(String... command) throws Exception {
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

    private static Path moduleFolder() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("src/test/js")) ? here : here.resolve("shared-model");
    }
}
