package dev.coinless.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> calls = new ArrayList<>();

    @Test
    void reviewsSayWhatMayBeDecidedAndBringNoCustomersName() throws Problem {
        var commands =
                answering(
                        """
                        {"reviews":[
                          {"grant":"aa","module":"0a","at":"2026-03-01T12:00:00Z","cap":500,
                           "currency":"EUR","cause":"IN_DOUBT","judgement":"UNKNOWN_OUTCOME",
                           "evidence":true},
                          {"grant":"bb","module":"0a","at":"2026-03-01T12:00:00Z","cap":500,
                           "currency":"EUR","cause":"CONTRADICTED","evidence":false}],
                         "refunds":[]}\
                        """);

        var result = commands.reviews(arguments("reviews --operator A"));

        assertThat(calls).containsExactly("ReadCases {\"operator\":\"A\"}");
        assertThat(result.text().lines())
                .containsExactly(
                        "aa  module 0a  2026-03-01T12:00:00Z  up to 5.00 EUR"
                                + "  in doubt (UNKNOWN_OUTCOME), may be captured",
                        "bb  module 0a  2026-03-01T12:00:00Z  up to 5.00 EUR"
                                + "  its module contradicted itself, no proof: can only be"
                                + " released");
        assertThat(result.json()).hasSize(2);
    }

    @Test
    void aDecisionNeedsItsReason() throws Problem {
        var commands =
                answering(
                        "{\"grant\":\"aa\",\"state\":\"CAPTURED\",\"captured\":175,\"currency\":\"EUR\"}");

        var result =
                commands.review(
                        arguments("review aa capture --amount 175 --operator A --reason camera"));

        assertThat(calls)
                .containsExactly(
                        "DecideReview {\"operator\":\"A\",\"grant\":\"aa\",\"decision\":\"capture\","
                                + "\"reason\":\"camera\",\"amount\":175}");
        assertThat(result.text()).isEqualTo("grant aa is CAPTURED, 1.75 EUR taken");
        assertThatThrownBy(() -> commands.review(arguments("review aa release --operator A")))
                .hasMessage("--reason is missing");
        assertThatThrownBy(() -> commands.review(arguments("review aa --operator A --reason x")))
                .hasMessage("capture or release is missing");
        assertThat(calls).hasSize(1);
    }

    @Test
    void refundsAreListedAndDecided() throws Problem {
        var asked =
                answering(
                        """
                        {"reviews":[],"refunds":[{"grant":"aa","module":"0a",
                         "at":"2026-03-01T12:00:00Z","amount":600,"currency":"EUR",
                         "reason":"wrong_item"}]}\
                        """);
        var decided =
                answering(
                        "{\"grant\":\"aa\",\"state\":\"REFUNDED\",\"amount\":600,\"currency\":\"EUR\"}");

        assertThat(asked.refunds(arguments("refunds --operator A")).text())
                .isEqualTo("aa  module 0a  2026-03-01T12:00:00Z  6.00 EUR  wrong_item");
        assertThat(decided.refund(arguments("refund aa approve --operator A --reason seen")).text())
                .isEqualTo("the refund of grant aa over 6.00 EUR is REFUNDED");
        assertThat(calls.getLast())
                .isEqualTo(
                        "DecideRefund {\"operator\":\"A\",\"grant\":\"aa\",\"decision\":\"approve\","
                                + "\"reason\":\"seen\"}");
    }

    @Test
    void nothingToDecideIsSaid() throws Problem {
        var commands = answering("{\"reviews\":[],\"refunds\":[]}");

        assertThat(commands.reviews(arguments("reviews --operator A")).text())
                .isEqualTo("no hold has to be decided");
        assertThat(commands.refunds(arguments("refunds --operator A")).text())
                .isEqualTo("nobody asks for a refund");
    }

    private CaseCommands answering(String answer) {
        return new CaseCommands((name, input) -> {
            calls.add(name + " " + input);
            try {
                return JSON.readTree(answer);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static Arguments arguments(String line) throws Problem {
        return Arguments.parse(List.of(line.split(" ")));
    }
}
