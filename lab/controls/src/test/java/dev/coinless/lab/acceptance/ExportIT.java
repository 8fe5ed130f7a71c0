package dev.coinless.lab.acceptance;

import static dev.coinless.lab.acceptance.Purchases.CREDIT;
import static dev.coinless.lab.acceptance.Purchases.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.raw.RawAccount;
import dev.coinless.lab.raw.RawUnit;
import dev.coinless.lab.raw.TableContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator's commands about the Book, on a cloud of their own.
class ExportIT {

    private static final String MAIN = "dev.coinless.provisioning.Main";

    @Test
    @DisplayName("An export of a running cloud verifies without it; one changed byte is named")
    void anExportOfARunningCloudVerifiesWithoutIt(@TempDir Path folder) throws Exception {
        var file = folder.resolve("export");
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0)) {
            sell(cloud);
            var endpoint = cloud.endpoint().toString();
            awaitSealed(cloud);

            var totals = operator(0, "ledger", "totals", "--endpoint", endpoint);
            var exported = operator(0, "ledger", "export", file.toString(), "--endpoint", endpoint);
            var keys = run.root().resolve("keys").toString();
            var verified =
                    operator(0, "ledger", "verify", "--export", file.toString(), "--key-dir", keys);

            assertThat(totals).contains("350 EUR operator/A/payable", "175 EUR operator/B/payable");
            assertThat(exported).contains("9 entries of 3 accounts");
            assertThat(verified).contains("is whole: 9 entries of 3 accounts, 3 receipts");

            changeOneByte(file);
            assertThat(
                            operator(
                                    1,
                                    "ledger",
                                    "verify",
                                    "--export",
                                    file.toString(),
                                    "--key-dir",
                                    keys))
                    .contains("the export is broken");
        }
    }

    @Test
    @DisplayName(
            "What was changed where the Book is stored is named, and an archive does not follow")
    void whatWasChangedWhereTheBookIsStoredIsNamed(@TempDir Path folder) throws Exception {
        try (var run = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), run, 0)) {
            sell(cloud);
            awaitSealed(cloud);
            var endpoint = cloud.endpoint().toString();
            var keys = run.root().resolve("keys").toString();
            String[] verify = {"ledger", "verify", "--key-dir", keys, "--endpoint", endpoint};
            String[] archive = {"ledger", "archive", folder.toString(), "--endpoint", endpoint};

            assertThat(operator(0, verify)).contains("verified: 9 entries in 3 blocks, 3 receipts");
            assertThat(operator(0, archive)).contains("has 9 entries of 3 accounts");

            var header = newest(cloud, "BookTable H ");
            TableContents.put(cloud, "BookTable", changed(header, "hdr"));
            assertThat(operator(1, verify))
                    .containsPattern("FAULT the Book, header \\d+: its signature does not verify")
                    .contains("the books are broken");
            assertThat(operator(1, archive)).contains("FORK the deployment shows another Book");
            TableContents.put(cloud, "BookTable", header);

            var lane = newest(cloud, "BookTable LANES ");
            TableContents.put(cloud, "BookTable", changed(lane, "tip"));
            assertThat(operator(1, verify)).contains("FAULT ").contains("the books are broken");
            TableContents.put(cloud, "BookTable", lane);

            var block = block(run.root());
            var genuine = Files.readAllBytes(block);
            changeOneByte(block);
            assertThat(operator(1, verify)).containsPattern("FAULT the Book, block [A-Za-z]+/1: ");
            Files.write(block, genuine);
            assertThat(operator(0, verify)).contains("the books balance");
            assertThat(operator(0, archive)).contains("has 9 entries of 3 accounts");
        }
    }

    private static JsonNode newest(LocalCloud cloud, String prefix) {
        return TableContents.of(cloud).entrySet().stream()
                .filter(item -> item.getKey().startsWith(prefix))
                .reduce((_, last) -> last)
                .orElseThrow()
                .getValue();
    }

    /// With another last byte.
    private static JsonNode changed(JsonNode item, String attribute) {
        ObjectNode changed = item.deepCopy();
        var bytes = Base64.getDecoder().decode(item.path(attribute).path("B").asText());
        bytes[bytes.length - 1] ^= 1;
        changed.putObject(attribute).put("B", Base64.getEncoder().encodeToString(bytes));
        return changed;
    }

    private static Path block(Path run) throws IOException {
        try (var files = Files.walk(run)) {
            return files.filter(file -> file.getParent().endsWith("block"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void sell(LocalCloud cloud) throws Exception {
        var a = RawUnit.enrolled(cloud, "A");
        var b = RawUnit.enrolled(cloud, "B");
        long counter = 0;
        for (var unit : List.of(a, a, b)) {
            var account = new RawAccount(cloud).registered(CREDIT);
            var granted = account.granted(unit.advertisement(++counter));
            assertThat(account.postReceipt(unit.sale(granted, PRICE)).status()).isEqualTo(200);
        }
    }

    /// Until all is in the Book and a minute's header covers it.
    private static void awaitSealed(LocalCloud cloud) {
        var operator = cloud.operator();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator.verifyLedger().book().entries() == 9);
        long before = operator.verifyLedger().book().headers();
        cloud.clock().forward(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> operator.verifyLedger().book().headers() > before);
    }

    private static void changeOneByte(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        int middle = bytes.length / 2;
        bytes[middle] = (byte) (bytes[middle] == 'A' ? 'B' : 'A');
        Files.write(file, bytes);
    }

    private static String operator(int status, String... words) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(Home.find().classPath(Part.PROVISIONING));
        command.add(MAIN);
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isEqualTo(status);
        return printed;
    }
}
