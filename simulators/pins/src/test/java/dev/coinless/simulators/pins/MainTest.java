package dev.coinless.simulators.pins;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machine as a process of its own, with a module that is this test.
@Timeout(30)
class MainTest {
    @TempDir Path folder;

    static Process start(String... arguments) throws IOException {
        var command = new ProcessBuilder();
        command.command().add(ProcessHandle.current().info().command().orElseThrow());
        command.command().add("-XX:TieredStopAtLevel=1");
        command.command().add("-cp");
        command.command().add(System.getProperty("java.class.path"));
        command.command().add(Main.class.getName());
        command.command().addAll(List.of(arguments));
        return command.start();
    }

    @Test
    void countsPulsesTellsInhibitsAndEndsWithItsInput() throws Exception {
        Path socket = folder.resolve("pins");
        Process machine = start("--socket", socket.toString(), "--line", "1=50");
        try (var output = machine.inputReader();
                var input = machine.outputWriter()) {
            assertThat(next(output, "event").path("event").asText()).isEqualTo("ready");
            input.write("inhibit on\n");
            input.flush();
            assertThat(next(output, "ok").path("ok").asBoolean()).isTrue();
            try (var module = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                assertThat(read(module, "ready\n")).isEqualTo("inhibit 1 1\nready\n");
                module.write(
                        ByteBuffer.wrap(
                                "edge 1 1 0\nedge 1 0 50000000\n"
                                        .getBytes(StandardCharsets.US_ASCII)));
                JsonNode pulse = next(output, "width-ms");
                assertThat(pulse.path("credit").asLong()).isEqualTo(50);
                input.write("unplug\n");
                input.flush();
                assertThat(module.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
            input.write("dance\n");
            input.flush();
            assertThat(next(output, "message").path("message").asText())
                    .contains("no command dance", "inhibit");
        }

        assertThat(machine.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(machine.exitValue()).isZero();
        assertThat(Files.exists(socket)).isFalse();
    }

    @Test
    void aMachineWithoutLinesDoesNotStart() throws Exception {
        Process machine = start("--socket", folder.resolve("pins").toString());

        try (var errors = machine.errorReader()) {
            assertThat(errors.readLine()).contains("no line");
        }
        assertThat(machine.waitFor()).isEqualTo(1);
    }

    @Test
    void theReadmeNamesEveryCommandAndEveryOption() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        for (String command : Commands.USAGE.split(", ")) {
            assertThat(readme).contains("`" + command.split(" ")[0]);
        }
        var options = Pattern.compile("--[a-z-]+").matcher(Options.USAGE);
        while (options.find()) {
            assertThat(readme).contains(options.group());
        }
    }

    private static JsonNode next(BufferedReader output, String member) throws IOException {
        JsonNode line = new JsonMapper().readTree(output.readLine());
        return line.has(member) ? line : next(output, member);
    }

    private static String read(SocketChannel module, String end) throws IOException {
        var text = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (!text.toString().endsWith(end) && module.read(one.clear()) > 0) {
            text.append((char) one.get(0));
        }
        return text.toString();
    }
}
