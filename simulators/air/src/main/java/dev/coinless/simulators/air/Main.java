package dev.coinless.simulators.air;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coinless.model.time.TimeSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// The air's program: `--socket PATH --capture FILE`, commands on stdin, ends with stdin.
public final class Main {
    private static final String USAGE = "usage: air --socket PATH --capture FILE";

    private Main() {}

    public static void main(String[] args) {
        try {
            if (args.length != 4) {
                throw new IllegalArgumentException(USAGE);
            }
            run(Path.of(option(args, "--socket")), Path.of(option(args, "--capture")));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("air: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String option(String[] args, String name) {
        int place = List.of(args).indexOf(name);
        if (place < 0 || place + 1 == args.length) {
            throw new IllegalArgumentException(name + " is missing; " + USAGE);
        }
        return args[place + 1];
    }

    private static void run(Path socket, Path captureFile) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(captureFile)) {
            var air = new Air(new SecureRandom(), new Capture(TimeSource.find(), lines(file)));
            try (var _ = AirServer.start(socket, air)) {
                say(
                        new JsonMapper()
                                .createObjectNode()
                                .put("event", "ready")
                                .put("socket", socket.toString())
                                .toString());
                answerUntilEnd(new Commands(air));
            }
            air.finishCapture();
        }
    }

    private static Capture.Lines lines(BufferedWriter file) {
        return line -> {
            try {
                file.write(line);
                file.newLine();
                file.flush();
            } catch (IOException e) {
                System.err.println("air: the capture file cannot be written: " + e);
            }
        };
    }

    private static void answerUntilEnd(Commands commands) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        while (line != null) {
            if (!line.isBlank()) {
                say(commands.run(line).toString());
            }
            line = input.readLine();
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
