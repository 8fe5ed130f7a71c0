package dev.coinless.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private final List<String> said = new ArrayList<>();
    private final Deque<ObjectNode> answers = new ArrayDeque<>();
    private List<String> choice = List.of();
    private final CompletableFuture<ObjectNode> failed = new CompletableFuture<>();
    private ObjectNode scan = scanned("READY");
    private ObjectNode receipt = Answers.event("receipt").put("outcome", "VENDED");

    @Test
    void aFirstPurchaseTapsAndSwipes() throws Exception {
        answer(state(0, "Idle"), Answers.ok(), Answers.ok());

        var result = pay();

        assertThat(said).containsExactly("state", "scan", "tap M7", "swipe");
        assertThat(result.path("outcome").asText()).isEqualTo("VENDED");
    }

    @Test
    void aGrantThatAnEarlierRunLeftBehindIsUsedFirst() throws Exception {
        answer(state(1, "Idle"), Answers.ok());

        assertThat(pay().path("outcome").asText()).isEqualTo("VENDED");

        assertThat(said).containsExactly("state", "swipe M7");
    }

    @Test
    void aGrantOfAnotherMachineIsLeftAlone() throws Exception {
        answer(state(1, "Idle"), refused("NOT_YET"), Answers.ok(), Answers.ok());

        pay();

        assertThat(said).containsExactly("state", "swipe M7", "scan", "tap M7", "swipe");
    }

    @Test
    void aDeadGrantsHoldIsEndedByTheMachinesProofBeforeANewOneIsAskedFor() throws Exception {
        answer(
                state(1, "Idle"),
                refused("STALE_CODE"),
                state(0, "Refused"),
                state(0, "Idle"),
                Answers.ok(),
                refused("OVER_LIMIT"),
                Answers.ok(),
                Answers.ok());

        pay();

        assertThat(said)
                .containsExactly(
                        "state",
                        "swipe M7",
                        "state",
                        "pause PT0.1S",
                        "state",
                        "post",
                        "scan",
                        "tap M7",
                        "pause PT1S",
                        "tap M7",
                        "swipe");
    }

    @Test
    void aHoldThatDoesNotEndIsReportedAfterTheLastAsk() throws Exception {
        answer(state(1, "Idle"), refused("CODE_SPENT"), state(0, "Idle"), Answers.ok());
        for (int i = 0; i < Payment.ASKS_AFTER_PROOF; i++) {
            answer(refused("OVER_LIMIT"));
        }

        assertThat(pay().path("error").asText()).isEqualTo("OVER_LIMIT");
    }

    @Test
    void aVendThatFailedIsNotASuccess() throws Exception {
        receipt = Answers.event("receipt").put("outcome", "FAILED");
        answer(state(0, "Idle"), Answers.ok(), Answers.ok());

        var result = pay();

        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.path("message").asText()).contains("nothing is charged");
    }

    @Test
    void whatIsChosenGoesWithTheTapAndNoOldGrantIsUsedForIt() throws Exception {
        choice = List.of("line", "1", "amount", "200");
        answer(Answers.ok(), Answers.ok());

        pay();

        assertThat(said).containsExactly("tap M7 line 1 amount 200", "swipe");
    }

    @Test
    void aMachineWhereOneSelectsFirstIsPaidByItsNextSelection() throws Exception {
        scan = scanned("SELECTION_FIRST");
        answer(state(0, "Idle"), Answers.ok());

        assertThat(pay().path("outcome").asText()).isEqualTo("VENDED");

        assertThat(said).containsExactly("state", "scan", "arm M7");
    }

    @Test
    void anArmingThatEndsWithoutASelectionIsReported() throws Exception {
        scan = scanned("SELECTION_FIRST");
        receipt = Answers.ok();
        receipt.removeAll();
        failed.complete(
                Answers.event("disarmed").setAll(Answers.error("NOT_YET", "nothing was selected")));
        answer(state(0, "Idle"), Answers.ok());

        var result = pay();

        assertThat(result.path("ok").asBoolean(true)).isFalse();
        assertThat(result.path("message").asText()).contains("nothing was selected");
    }

    private static ObjectNode scanned(String flag) {
        var answer = Answers.ok();
        answer.putArray("modules")
                .addObject()
                .put("name", "M7")
                .put("module", "4d3700000007")
                .putArray("flags")
                .add(flag);
        return answer;
    }

    private ObjectNode pay() throws Exception {
        var payment =
                new Payment(
                        words -> {
                            said.add(String.join(" ", words));
                            if (words.getFirst().equals("scan")) {
                                return CompletableFuture.completedFuture(scan);
                            }
                            return CompletableFuture.completedFuture(answers.removeFirst());
                        },
                        new Payment.Waiting() {
                            @Override
                            public ObjectNode of(CompletableFuture<ObjectNode> answer) {
                                return answer.join();
                            }

                            @Override
                            public ObjectNode of(
                                    CompletableFuture<ObjectNode> answer, Duration longest) {
                                return answer.join();
                            }
                        },
                        pause -> said.add("pause " + pause));
        return payment.at(
                "M7",
                choice,
                new Payment.Outcomes(
                        receipt.isEmpty()
                                ? new CompletableFuture<>()
                                : CompletableFuture.completedFuture(receipt),
                        failed,
                        CompletableFuture.completedFuture(Answers.event("settled"))));
    }

    private void answer(ObjectNode... more) {
        answers.addAll(List.of(more));
    }

    private static ObjectNode state(int grants, String purchase) {
        return Answers.ok().put("purchase", purchase).put("grants", grants);
    }

    private static ObjectNode refused(String reason) {
        return Answers.error(reason, "the module said so");
    }
}
