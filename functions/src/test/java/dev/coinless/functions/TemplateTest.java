package dev.coinless.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.functions.keys.PlatformKey;
import dev.coinless.functions.keys.WrappedFleetSecret;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.keys.KeyUsage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// template.yaml fits the published resource specification and this code; the check is in
/// `infra/check-template`.
class TemplateTest {

    private static final Path CHECK = Path.of("../infra/check-template");
    private static final String INSTALL =
            "the template is checked with Node.js 20 or newer and npm:"
                    + " sudo apt-get install nodejs npm";

    /// Longer than a cold download of the specification takes.
    private static final long PATIENCE_SECONDS = 180;

    /// What a run said and how it ended.
    record Run(int status, String output) {}

    /// Optional on a developer's machine, not where CI=true.
    @BeforeAll
    static void installSpecification() throws Exception {
        boolean present = Stream.of("node", "npm").allMatch(TemplateTest::isOnPath);
        if (!present && "true".equals(System.getenv("CI"))) {
            Assertions.fail(INSTALL);
        }
        Assumptions.assumeTrue(present, INSTALL);
        if (!isInstalled()) {
            var run = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assertThat(run.status()).as(run.output()).isZero();
        }
    }

    @Test
    void theTemplateHasNoFault() throws Exception {
        var run = run("node", "check.js");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("28 functions, 0 faults");
    }

    @Test
    void theCheckFindsWhatItIsFor() throws Exception {
        var run = run("node", "--test");

        assertThat(run.status()).as(run.output()).isZero();
    }

    @Test
    void theLockOfTheSpecificationNamesNoRegistry() throws IOException {
        var lock = Files.readString(CHECK.resolve("package-lock.json"));

        assertThat(lock).contains("\"integrity\"").doesNotContain("\"resolved\"", "registry");
    }

    /// A module's item holds the keys that its receipts are believed by.
    @Test
    void onlyEnrolmentMayWriteModules() throws IOException {
        var template = Files.readString(Path.of("../template.yaml"));
        var writers =
                Pattern.compile("dynamodb:PutItem].*\n.*\n.*\n.*\n +dynamodb:LeadingKeys: (.*)")
                        .matcher(template)
                        .results()
                        .map(each -> each.group(1))
                        .toList();

        assertThat(writers).hasSize(template.split("dynamodb:PutItem]", -1).length - 1);
        assertThat(writers).filteredOn(keys -> keys.contains("M#")).containsExactly("[\"M#*\"]");
        assertThat(template.indexOf("[\"M#*\"]")).isGreaterThan(template.indexOf("EnrolModule:"));
    }

    /// One wrapping key encrypts all keys, so a function may decrypt only what is named in the
    /// condition: redeeming must not be able to open a key that signs grants.
    @Test
    void whoMayDecryptMayDecryptOnlyTheKeysItNeeds() throws IOException {
        var template = Files.readString(Path.of("../template.yaml"));
        var allowed =
                Pattern.compile(
                                "kms:Decrypt\\].*\n.*WrapKey\\.Arn\n +Condition:\n +StringLike:\n"
                                        + " +kms:EncryptionContext:coinless: \\[(.*)]")
                        .matcher(template)
                        .results()
                        .map(each -> each.group(1))
                        .toList();

        assertThat(allowed)
                .containsExactly(
                        "\"coinless/1/key/GRANT/*\", \"coinless/1/fleet/*\"",
                        "\"coinless/1/key/SYNC/*\"",
                        "\"coinless/1/key/SYNC/*\", \"coinless/1/key/SEAL/*\"",
                        "\"coinless/1/key/SYNC/*\", \"coinless/1/key/SEAL/*\"",
                        "\"coinless/1/key/SYNC/*\"",
                        "\"coinless/1/fleet/*\"");
        assertThat(template.split("kms:Decrypt", -1)).hasSize(1 + allowed.size());
        assertThat(PlatformKey.context(KeyUsage.GRANT, new KeySerial(7)))
                .startsWith("coinless/1/key/GRANT/");
        assertThat(PlatformKey.context(KeyUsage.SYNC, new KeySerial(7)))
                .startsWith("coinless/1/key/SYNC/");
        assertThat(WrappedFleetSecret.context(1)).startsWith("coinless/1/fleet/");
    }

    /// npm writes down what it installed; a changed lock means another installation.
    private static boolean isInstalled() throws IOException {
        var installed = CHECK.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed)
                                .compareTo(
                                        Files.getLastModifiedTime(
                                                CHECK.resolve("package-lock.json")))
                        >= 0;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("check-template", ".log");
        var process =
                new ProcessBuilder(List.of(command))
                        .directory(CHECK.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError(String.join(" ", command) + " takes too long");
        }
        var text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Run(process.exitValue(), text);
    }
}
