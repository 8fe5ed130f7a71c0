package dev.coinless.edge.io.pins;

import dev.coinless.model.time.TimeSource;
import dev.coinless.simulators.pins.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SocketPinsTest extends PinsContractTest {
    private static final Pattern WIDTH_MILLIS =
            Pattern.compile("\"line\":(\\d+),\"width-ms\":([0-9.E]+)");

    @TempDir Path folder;
    private Process machine;
    private BufferedReader output;
    private OutputStreamWriter input;

    @Override
    PinSource source() throws IOException {
        var socket = folder.resolve("pins").toString();
        machine =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Main.class.getName(),
                                "--socket",
                                socket,
                                "--line",
                                "1=50")
                        .start();
        output = machine.inputReader();
        input = new OutputStreamWriter(machine.getOutputStream(), StandardCharsets.UTF_8);
        readUntil("ready");
        return SocketPins.at(socket, TimeSource.find());
    }

    @Override
    void inhibit(boolean on) throws IOException {
        say("inhibit " + (on ? "on" : "off"));
        readUntil("\"ok\"");
    }

    @Override
    void coin() throws IOException {
        say("coin 1 50");
        readUntil("\"ok\"");
    }

    @Override
    List<Seen> seen(int count) throws IOException {
        var line = "";
        var seen = new ArrayList<Seen>();
        while (seen.size() < count) {
            say("signals");
            line = readUntil("\"ok\"");
            seen.clear();
            Matcher found = WIDTH_MILLIS.matcher(line);
            while (found.find()) {
                seen.add(
                        new Seen(
                                Integer.parseInt(found.group(1)),
                                Double.parseDouble(found.group(2))));
            }
        }
        return seen;
    }

    @Override
    void lose() throws IOException {
        say("unplug");
        readUntil("\"ok\"");
    }

    @Override
    boolean isActive() throws IOException {
        say("state");
        return readUntil("\"ok\"").contains("\"active\":true");
    }

    @AfterEach
    void end() throws IOException {
        input.close();
    }

    private void say(String command) throws IOException {
        input.write(command + "\n");
        input.flush();
    }

    private String readUntil(String text) throws IOException {
        var line = output.readLine();
        while (line != null && !line.contains(text)) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }
}
