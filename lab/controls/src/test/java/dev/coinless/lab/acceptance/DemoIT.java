package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The main job as a user starts it: `./coinless demo`.
class DemoIT {

    private static final List<String> STAGES =
            List.of(
                    "1 advertise",
                    "2 authorize",
                    "3 issue",
                    "4 trigger",
                    "5 present",
                    "6 vend",
                    "7 receipt",
                    "8 redeem");
    private static final int LIMIT_SECONDS = 180;

    @Test
    void theDemoTellsAPurchaseInEightStagesAndTheBooksBalance() throws Exception {
        var demo = start("demo");

        var printed = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(printed).isZero();
        assertThat(printed).containsSubsequence(STAGES);
        assertThat(printed)
                .contains("Phone P has 8.25 EUR left", "sent 0 bytes", "The books balance");
    }

    @Test
    void ctrlCLeavesNoProcessBehind() throws Exception {
        var demo = start("demo", "--stay");
        var lines = readUntil(demo, "Everything keeps running");
        assertThat(lines).as("the demo's story").anyMatch(line -> line.contains("books balance"));
        var children = demo.toHandle().descendants().toList();
        assertThat(children).hasSizeGreaterThan(5);

        interrupt(demo);

        assertThat(demo.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeftRunning() throws Exception {
        try (var owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(owner.getLocalPort());
            var demo = start("demo", "--http-port", port);

            var printed = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(demo.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(1);
            assertThat(printed).contains("port " + port, "in use");
            assertThat(demo.toHandle().descendants()).isEmpty();
        }
    }

    private static Process start(String... arguments) throws IOException {
        var launcher = Home.find().root().resolve("coinless").toString();
        // What runs in the background of a script ignores SIGINT and so do its children.
        var command = new ArrayList<>(List.of("env", "--default-signal=INT", launcher));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("COINLESS_BUILT", "yes");
        builder.redirectErrorStream(true);
        return builder.start();
    }

    private static List<String> readUntil(Process process, String text) throws IOException {
        var lines = new ArrayList<String>();
        var reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return lines;
            }
        }
        throw new AssertionError("the demo ended early:\n" + String.join("\n", lines));
    }

    /// SIGINT, which a terminal sends to the foreground for Ctrl-C.
    private static void interrupt(Process process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
