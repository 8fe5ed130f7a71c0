package dev.coinless.simulators.vmc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.time.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The machine's program; commands on stdin, ends with stdin. Needs `--enable-native-access`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            run(Options.parse(args));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("vmc: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException {
        var wire = new Wire(options.link());
        var cabinet =
                new Cabinet(
                        options.settings(), options.timings(), TimeSource.find(), wire, Main::say);
        try (wire;
                var ticker =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().name("vmc-tick").factory())) {
            var port = wire.open(cabinet::received);
            var _ =
                    ticker.scheduleAtFixedRate(
                            cabinet::tick,
                            Cabinet.TICK_MILLIS,
                            Cabinet.TICK_MILLIS,
                            TimeUnit.MILLISECONDS);
            say(
                    new JsonMapper()
                            .createObjectNode()
                            .put("event", "ready")
                            .put("port", port)
                            .put("link", options.link().map(Object::toString).orElse(port)));
            answerUntilEnd(new Commands(cabinet, options.items(), wire));
            ticker.shutdownNow();
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
