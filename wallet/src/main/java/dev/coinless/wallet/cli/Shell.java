package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.cloud.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Commands by line, answers and events as JSON lines. A command is begun when its line is read, so
/// that a swipe can come before the grant; answers come in the order of the commands.
final class Shell {
    private final PrintStream out;
    private CompletableFuture<Void> answered = CompletableFuture.completedFuture(null);

    /// What a line means.
    interface Commands {
        /// The command's answer, now or later.
        ///
        /// @throws IllegalArgumentException if the words are not a command; the text says what is
        ///   wrong
        CompletableFuture<ObjectNode> begin(List<String> words);
    }

    Shell(PrintStream out) {
        this.out = out;
    }

    /// Prints one JSON line.
    void print(ObjectNode line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }

    /// Works until `quit` or the end of the input.
    void run(BufferedReader in, Commands commands) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = List.of(line.strip().split("\\s+"));
            if (words.getFirst().isEmpty()) {
                continue;
            }
            if (words.getFirst().equals("quit")) {
                answer(CompletableFuture.completedFuture(Answers.ok()));
                return;
            }
            answer(begin(words, commands));
        }
    }

    private static CompletableFuture<ObjectNode> begin(List<String> words, Commands commands) {
        try {
            return commands.begin(words);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    Answers.error(Problem.of(Refusal.MALFORMED, String.valueOf(e.getMessage()))));
        }
    }

    private void answer(CompletableFuture<ObjectNode> answer) {
        var safe =
                answer.exceptionally(e -> Answers.error("FAILED", String.valueOf(e.getMessage())));
        answered = answered.thenCompose(_ -> safe).thenAccept(this::print);
    }
}
