package dev.coinless.simulators.pins;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.time.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The machine's program; commands on stdin, ends with stdin.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            run(Options.parse(args));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("pins: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException {
        var laundry = new Laundry(options.settings(), TimeSource.find(), Main::say);
        try (var wires = WireServer.start(options.socket(), laundry)) {
            say(
                    new JsonMapper()
                            .createObjectNode()
                            .put("event", "ready")
                            .put("socket", options.socket().toString()));
            answerUntilEnd(new Commands(laundry, wires, options.settings()));
        }
    }

    private static void answerUntilEnd(Commands commands) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        while (line != null) {
            if (!line.isBlank()) {
                say(commands.run(line));
            }
            line = input.readLine();
        }
    }

    private static synchronized void say(ObjectNode line) {
        System.out.println(line);
        System.out.flush();
    }
}
