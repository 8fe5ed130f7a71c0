package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.refusal.Refusal;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One command for a person, then the end.
final class PersonProgram {
    /// A machine's session ends after 60 s without a selection, a vend takes less, and a contact
    /// that was lost is tried again for about 70 s.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private PersonProgram() {}

    static Exit run(Options options, PrintStream out, PrintStream err) throws IOException {
        var story = new StageStory(line -> out.println(line));
        var outcomes =
                new Payment.Outcomes(
                        new CompletableFuture<>(),
                        new CompletableFuture<>(),
                        new CompletableFuture<>());
        var desk =
                new NewsDesk(event -> {
                    switch (event.path("event").asText()) {
                        case "receipt" -> outcomes.receipt().complete(event);
                        case "settled" -> outcomes.settled().complete(event);
                        case "disarmed", "no-grant", "not-accepted" ->
                                outcomes.failed().complete(event);
                        default -> {
                            // The story tells it.
                        }
                    }
                });
        var broken = new CompletableFuture<ObjectNode>();
        try (var wiring =
                new Wiring(
                        options,
                        news -> {
                            if (!options.json()) {
                                story.tell(news);
                            }
                            desk.accept(news);
                        },
                        cause -> broken.completeExceptionally(cause))) {
            wiring.phone().start();
            var probe = new Probe(wiring.phone(), wiring.secrets(), options.environment(), _ -> {});
            var commands =
                    new PhoneCommands(
                            wiring.phone(),
                            desk,
                            probe,
                            wiring.network(),
                            wiring.radio(),
                            wiring.time());
            var answer =
                    options.words().getFirst().equals("pay")
                            ? pay(options, commands, broken, outcomes)
                            : await(commands.begin(options.words()), broken, PATIENCE);
            return report(options, answer, out, err);
        }
    }

    private static ObjectNode pay(
            Options options,
            PhoneCommands commands,
            CompletableFuture<ObjectNode> broken,
            Payment.Outcomes outcomes)
            throws IOException {
        var words = options.words();
        if (words.size() < 2) {
            throw new IllegalArgumentException("pay needs the machine: its name or module id");
        }
        var waiting =
                new Payment.Waiting() {
                    @Override
                    public ObjectNode of(CompletableFuture<ObjectNode> answer) throws IOException {
                        return await(answer, broken, PATIENCE);
                    }

                    @Override
                    public ObjectNode of(CompletableFuture<ObjectNode> answer, Duration longest)
                            throws IOException {
                        return await(answer, broken, longest);
                    }
                };
        try {
            return new Payment(commands, waiting, Thread::sleep)
                    .at(words.get(1), options.choice(), outcomes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answers.error(Refusal.BUSY.name(), "interrupted");
        }
    }

    /// Waits for the answer.
    ///
    /// @param broken fails when the wallet cannot be kept any more, and nothing will be answered
    private static ObjectNode await(
            CompletableFuture<ObjectNode> answer,
            CompletableFuture<ObjectNode> broken,
            Duration longest)
            throws IOException {
        try {
            return answer.applyToEither(broken, each -> each)
                    .get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Answers.error(
                    Refusal.TOO_FAR.name(),
                    "nothing happened for %d s; what is kept goes on next time"
                            .formatted(longest.toSeconds()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException notKept) {
                throw notKept;
            }
            return Answers.error(Refusal.BUSY.name(), String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answers.error(Refusal.BUSY.name(), "interrupted");
        }
    }

    private static Exit report(Options options, JsonNode answer, PrintStream out, PrintStream err) {
        boolean ok = answer.path("ok").asBoolean(!answer.path("event").isMissingNode());
        if (options.json()) {
            out.println(answer);
        } else if (ok) {
            out.print(ReadableAnswer.text(options.words().getFirst(), answer));
        } else {
            err.printf(
                    "wallet: %s (%s)%n",
                    answer.path("message").asText(), answer.path("error").asText());
        }
        if (ok) {
            return Exit.DONE;
        }
        return switch (answer.path("error").asText()) {
            case "NEED_NETWORK", "TOO_FAR" -> Exit.NOT_REACHED;
            default -> Exit.REFUSED;
        };
    }
}
