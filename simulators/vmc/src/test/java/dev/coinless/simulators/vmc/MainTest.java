package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        command.command().add("--enable-native-access=ALL-UNNAMED");
        command.command().add("-cp");
        command.command().add(System.getProperty("java.class.path"));
        command.command().add(Main.class.getName());
        command.command().addAll(List.of(arguments));
        return command.start();
    }

    static JsonNode answer(BufferedReader output) throws IOException {
        JsonNode line = new JsonMapper().readTree(output.readLine());
        return line.has("event") && !line.get("event").asText().equals("ready")
                ? answer(output)
                : line;
    }

    @Test
    void sellsOverTheLinkedPortAndEndsWithItsInput() throws Exception {
        Path link = folder.resolve("serial0");
        Process machine = start("--item", "12=175", "--motor-ms", "10", "--link", link.toString());
        try (var output = machine.inputReader();
                var input = machine.outputWriter()) {
            assertThat(answer(output).get("event").asText()).isEqualTo("ready");
            try (var port = new FileInputStream(link.toFile());
                    var toMachine = Files.newOutputStream(link)) {
                var lines =
                        new BufferedReader(new InputStreamReader(port, StandardCharsets.US_ASCII));
                toMachine.write("C,1\n".getBytes(StandardCharsets.US_ASCII));
                readUntil(lines, "c,STATUS,ENABLED");
                toMachine.write("C,START,5.00\n".getBytes(StandardCharsets.US_ASCII));
                readUntil(lines, "c,STATUS,IDLE");
                input.write("select 12\n");
                input.flush();
                readUntil(lines, "c,STATUS,VEND,1.75,12");
                toMachine.write("C,VEND,1.75\n".getBytes(StandardCharsets.US_ASCII));
                readUntil(lines, "c,VEND,SUCCESS");
            }
        }

        assertThat(machine.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(machine.exitValue()).isZero();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void anAdapterThatIsPulledOutHangsUpAndComesBackUnderItsName() throws Exception {
        Path link = folder.resolve("serial0");
        Process machine = start("--item", "12=175", "--link", link.toString());
        try (var output = machine.inputReader();
                var input = machine.outputWriter()) {
            answer(output);
            try (var port = new FileInputStream(link.toFile())) {
                input.write("detach\n");
                input.flush();
                assertThat(answer(output).get("ok").asBoolean()).isTrue();
                assertThat(hungUp(port)).isTrue();
            }
            assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();

            input.write("attach\n");
            input.flush();
            assertThat(answer(output).get("ok").asBoolean()).isTrue();
            try (var port = new FileInputStream(link.toFile());
                    var toMachine = Files.newOutputStream(link)) {
                toMachine.write("C,1\n".getBytes(StandardCharsets.US_ASCII));
                readUntil(
                        new BufferedReader(new InputStreamReader(port, StandardCharsets.US_ASCII)),
                        "c,STATUS,ENABLED");
            }
        }
        assertThat(machine.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /// A terminal whose other side is gone ends or fails.
    private static boolean hungUp(FileInputStream port) {
        try {
            return port.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    static void readUntil(BufferedReader lines, String wanted) throws IOException {
        String line = lines.readLine();
        while (!wanted.equals(line)) {
            assertThat(line).as("while waiting for " + wanted).isNotNull();
            line = lines.readLine();
        }
    }

    @Test
    void aMachineWithoutItemsDoesNotStart() throws Exception {
        Process machine = start("--currency", "EUR");

        try (var errors = machine.errorReader()) {
            assertThat(errors.readLine()).contains("the machine has no items");
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
}
