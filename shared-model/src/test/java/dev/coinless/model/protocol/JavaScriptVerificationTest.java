package dev.coinless.model.protocol;

import static dev.coinless.model.samples.JavaScript.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.JavaScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Lets a COSE library of another language and authors read the golden vectors.
class JavaScriptVerificationTest {
    private static final Path SOURCE = JavaScript.moduleFolder().resolve("src/test/js");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc", "verify-vectors.js");

    @Test
    void aJavaScriptCoseLibraryVerifiesTheGoldenVectors() throws Exception {
        JavaScript.requireTools();
        installLibrary();

        var run =
                JavaScript.run(
                        "node",
                        "verify-vectors.js",
                        ProtocolPage.path().toAbsolutePath().toString());

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
        var run = JavaScript.run("npm", "ci", "--ignore-scripts", "--omit=optional");
        assertThat(run.status()).as(run.output()).isZero();
        Files.writeString(installed, lock);
    }
}
