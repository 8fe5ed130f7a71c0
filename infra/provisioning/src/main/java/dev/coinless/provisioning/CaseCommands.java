package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.money.Money;
import dev.coinless.provisioning.Commands.Result;

/// The commands by which a person decides: sales in doubt, holds that no receipt can end, and
/// refunds. They name grants and machines, never customers.
final class CaseCommands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    CaseCommands(Functions functions) {
        this.functions = functions;
    }

    Result reviews(Arguments arguments) throws Problem {
        var reviews = cases(arguments).path("reviews");
        var text = new StringBuilder();
        for (var each : reviews) {
            text.append(
                    "%s  module %s  %s  up to %s  %s%n"
                            .formatted(
                                    each.path("grant").asText(),
                                    each.path("module").asText(),
                                    each.path("at").asText(),
                                    money(each, "cap"),
                                    words(each)));
        }
        return listed(text, reviews, "no hold has to be decided");
    }

    Result review(Arguments arguments) throws Problem {
        arguments.only("operator", "reason", "amount");
        var input = decision(arguments, "capture or release");
        if (arguments.has("amount")) {
            input.put("amount", amount(arguments.require("amount")));
        }
        var answer = functions.invoke("DecideReview", input);
        return new Result(
                "grant %s is %s, %s taken"
                        .formatted(
                                answer.path("grant").asText(),
                                answer.path("state").asText(),
                                money(answer, "captured")),
                answer);
    }

    Result refunds(Arguments arguments) throws Problem {
        var refunds = cases(arguments).path("refunds");
        var text = new StringBuilder();
        for (var each : refunds) {
            text.append(
                    "%s  module %s  %s  %s  %s%n"
                            .formatted(
                                    each.path("grant").asText(),
                                    each.path("module").asText(),
                                    each.path("at").asText(),
                                    money(each, "amount"),
                                    each.path("reason").asText()));
        }
        return listed(text, refunds, "nobody asks for a refund");
    }

    Result refund(Arguments arguments) throws Problem {
        arguments.only("operator", "reason");
        var answer = functions.invoke("DecideRefund", decision(arguments, "approve or deny"));
        return new Result(
                "the refund of grant %s over %s is %s"
                        .formatted(
                                answer.path("grant").asText(),
                                money(answer, "amount"),
                                answer.path("state").asText()),
                answer);
    }

    private JsonNode cases(Arguments arguments) throws Problem {
        arguments.only("operator");
        var input = JSON.createObjectNode().put("operator", arguments.require("operator"));
        return functions.invoke("ReadCases", input);
    }

    private static ObjectNode decision(Arguments arguments, String choices) throws Problem {
        return JSON.createObjectNode()
                .put("operator", arguments.require("operator"))
                .put("grant", arguments.word(1, "the grant"))
                .put("decision", arguments.word(2, choices))
                .put("reason", arguments.require("reason"));
    }

    private static Result listed(StringBuilder text, JsonNode rows, String ifNone) {
        var all = text.isEmpty() ? ifNone : text.toString().stripTrailing();
        return new Result(all, rows);
    }

    /// What there is to decide by.
    private static String words(JsonNode each) {
        var cause =
                switch (each.path("cause").asText()) {
                    case "IN_DOUBT" -> "in doubt (%s)".formatted(each.path("judgement").asText());
                    case "CONTRADICTED" -> "its module contradicted itself";
                    case "ENROLLED_AGAIN" -> "its module was enrolled again since";
                    case "DECOMMISSIONED" -> "its module is gone for good";
                    default -> each.path("cause").asText();
                };
        return each.path("evidence").asBoolean()
                ? cause + ", may be captured"
                : cause + ", no proof: can only be released";
    }

    private static long amount(String text) throws Problem {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Problem("--amount is a whole number of minor units, not " + text, e);
        }
    }

    private static Money money(JsonNode answer, String field) {
        return Money.of(answer.path(field).asLong(), answer.path("currency").asText());
    }
}
