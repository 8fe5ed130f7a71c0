package dev.coinless.simulators.air;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.simulators.air.link.CentralLink;
import dev.coinless.simulators.air.link.PeripheralLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The air as a process of its own.
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
        command.command().addAll(java.util.List.of(arguments));
        return command.start();
    }

    static JsonNode answer(BufferedReader output) throws IOException {
        return new JsonMapper().readTree(output.readLine());
    }

    @Test
    void servesPhonesAndModulesAndEndsWithItsInput() throws Exception {
        Path socket = folder.resolve("air");
        Path capture = folder.resolve("capture");
        Process air = start("--socket", socket.toString(), "--capture", capture.toString());
        try (var output = air.inputReader();
                var input = air.outputWriter()) {
            assertThat(answer(output).get("event").asText()).isEqualTo("ready");
            input.write("range P M7 -50\n");
            input.flush();
            assertThat(answer(output).get("ok").asBoolean()).isTrue();
            var phone = new RecordingPhone();
            try (var m7 = PeripheralLink.open(socket, "M7", new RecordingModule());
                    var p = CentralLink.open(socket, "P", phone)) {
                m7.advertise(new byte[] {2, 1, 6}, new byte[0]);
                p.startScan();
                assertThat(RecordingPhone.next(phone.heard).rssi()).isEqualTo(-50);
            }
        }

        assertThat(air.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(air.exitValue()).isZero();
        assertThat(socket).doesNotExist();
        assertThat(Files.readAllLines(capture).getFirst()).contains("\"value\":\"020106\"");
    }

    @Test
    void aMissingOptionStopsTheStartWithItsUsage() throws Exception {
        Process air = start("--socket", folder.resolve("air").toString());

        try (var errors = air.errorReader()) {
            assertThat(errors.readLine()).contains("usage: air --socket PATH --capture FILE");
        }
        assertThat(air.waitFor()).isEqualTo(1);
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        for (String command : Commands.USAGE.split(", ")) {
            assertThat(readme).contains("`" + command.split(" ")[0]);
        }
    }
}
