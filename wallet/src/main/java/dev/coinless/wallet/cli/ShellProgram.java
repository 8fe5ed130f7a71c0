package dev.coinless.wallet.cli;

import dev.coinless.model.refusal.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/// `wallet shell`: a phone steered by lines.
final class ShellProgram {
    private ShellProgram() {}

    /// Works until the input ends.
    ///
    /// @throws IOException if the wallet cannot be opened or the input not read
    static void run(Options options, PrintStream out) throws IOException {
        var shell = new Shell(out);
        var desk = new NewsDesk(shell::print);
        var broken = new AtomicReference<IOException>();
        try (var wiring =
                new Wiring(
                        options,
                        desk,
                        cause -> {
                            broken.set(cause);
                            desk.broken("the wallet cannot be kept: " + cause.getMessage());
                            shell.print(
                                    Answers.event("broken")
                                            .put("error", Refusal.BUSY.name())
                                            .put("message", cause.getMessage()));
                        })) {
            var phone = wiring.phone();
            phone.start();
            shell.print(
                    Answers.event("ready")
                            .put("name", options.name())
                            .put("account", phone.wallet().key().account().toString()));
            var probe = new Probe(phone, wiring.secrets(), options.environment(), shell::print);
            var commands =
                    new PhoneCommands(
                            phone, desk, probe, wiring.network(), wiring.radio(), wiring.time());
            shell.run(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                    commands);
        }
    }
}
