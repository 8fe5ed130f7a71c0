package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.coinless.model.advertise.Advertisement;
import dev.coinless.model.receipt.Outcome;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.wallet.cloud.Cloud;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One purchase by `wallet pay`, from the grant to the settled receipt.
///
/// A grant that an earlier `pay` left behind is used first: its money is on hold, and the cloud
/// gives no second one for the machine. If its code is dead by now, the machine's proof of that
/// goes to the cloud, which ends the hold, and a new grant is asked for.
final class Payment {

    /// After the receipt, how long the cloud is waited for before it is left for another day.
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /// Times that a new grant is asked for after the proof was posted; the cloud ends the hold
    /// within a second or two.
    static final int ASKS_AFTER_PROOF = 10;

    private static final Duration BETWEEN_ASKS = Duration.ofSeconds(1);

    /// Looks at whether the machine has handed over its proof; it does so in under a second.
    private static final int LOOKS_FOR_PROOF = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private static final JsonNode SELECTION_FIRST =
            TextNode.valueOf(Advertisement.Flag.SELECTION_FIRST.name());

    private final Shell.Commands commands;
    private final Waiting waiting;
    private final Cloud.Pause pause;

    /// Waits for an answer, for a person's patience or for this long.
    interface Waiting {
        ObjectNode of(CompletableFuture<ObjectNode> answer) throws IOException;

        ObjectNode of(CompletableFuture<ObjectNode> answer, Duration longest) throws IOException;
    }

    Payment(Shell.Commands commands, Waiting waiting, Cloud.Pause pause) {
        this.commands = commands;
        this.waiting = waiting;
        this.pause = pause;
    }

    /// What a purchase ends in, told by events.
    ///
    /// @param receipt completed by the module's receipt
    /// @param failed completed by whatever ends a purchase that no command waits for
    /// @param settled completed when the cloud has settled it
    record Outcomes(
            CompletableFuture<ObjectNode> receipt,
            CompletableFuture<ObjectNode> failed,
            CompletableFuture<ObjectNode> settled) {}

    /// Pays at a machine, however it sells: by a grant first, or by a selection first.
    ///
    /// @param choice line and amount as the shell's `tap` takes them, for a machine that needs
    ///   them; a grant that was left behind is then not used, since it may be for something else
    ObjectNode at(String machine, List<String> choice, Outcomes outcomes)
            throws IOException, InterruptedException {
        var accepted = present(machine, choice);
        if (!isOk(accepted)) {
            return accepted;
        }
        var got = waiting.of(outcomes.receipt().applyToEither(outcomes.failed(), each -> each));
        if (!got.path("error").isMissingNode()) {
            return got.put("ok", false);
        }
        waiting.of(outcomes.settled(), SETTLING);
        return concluded(got);
    }

    private ObjectNode present(String machine, List<String> choice)
            throws IOException, InterruptedException {
        int asks = 1;
        if (choice.isEmpty() && say("state").path("grants").asInt() > 0) {
            var resumed = say("swipe", machine);
            if (isOk(resumed)) {
                return resumed;
            }
            if (isDead(resumed)) {
                postProof();
                asks = ASKS_AFTER_PROOF;
            } else if (!isRefused(resumed, Refusal.NOT_YET)) {
                return resumed;
            }
        }
        return choice.isEmpty() && isSelectionFirst(machine)
                ? say("arm", machine)
                : tapAndSwipe(machine, choice, asks);
    }

    private ObjectNode tapAndSwipe(String machine, List<String> choice, int asksAtMost)
            throws IOException, InterruptedException {
        int asks = asksAtMost;
        var tap = new ArrayList<>(List.of("tap", machine));
        tap.addAll(choice);
        var words = tap.toArray(String[]::new);
        var granted = say(words);
        while (--asks > 0 && isRefused(granted, Refusal.OVER_LIMIT)) {
            pause.of(BETWEEN_ASKS);
            granted = say(words);
        }
        return isOk(granted) ? say("swipe") : granted;
    }

    private boolean isSelectionFirst(String machine) throws IOException {
        for (var heard : say("scan").path("modules")) {
            boolean isIt =
                    heard.path("name").asText().equals(machine)
                            || heard.path("module").asText().equalsIgnoreCase(machine);
            if (isIt) {
                return heard.path("flags").valueStream().anyMatch(SELECTION_FIRST::equals);
            }
        }
        return false;
    }

    private void postProof() throws IOException, InterruptedException {
        for (int i = 0; i < LOOKS_FOR_PROOF; i++) {
            if (!say("state").path("purchase").asText().equals("Refused")) {
                break;
            }
            pause.of(BETWEEN_LOOKS);
        }
        say("post");
    }

    private ObjectNode say(String... words) throws IOException {
        return waiting.of(commands.begin(List.of(words)));
    }

    /// A person, and a script, must see whether there are goods.
    private static ObjectNode concluded(ObjectNode got) {
        var outcome = got.path("outcome").asText();
        return outcome.isEmpty() || outcome.equals(Outcome.VENDED.name())
                ? got
                : got.put("ok", false)
                        .put("error", outcome)
                        .put("message", "the machine gave nothing, and nothing is charged");
    }

    private static boolean isDead(ObjectNode answer) {
        return isRefused(answer, Refusal.STALE_CODE) || isRefused(answer, Refusal.CODE_SPENT);
    }

    private static boolean isRefused(ObjectNode answer, Refusal reason) {
        return answer.path("error").asText().equals(reason.name());
    }

    private static boolean isOk(ObjectNode answer) {
        return answer.path("ok").asBoolean();
    }
}
