package dev.coinless.wallet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.model.money.Money;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Answers as a person reads them.
final class ReadableAnswer {
    private ReadableAnswer() {}

    static String text(String command, JsonNode answer) {
        return switch (command) {
            case "register" -> "account %s%n".formatted(answer.path("account").asText());
            case "account", "balance" -> balance(answer);
            case "refund" ->
                    "%s %s%n".formatted(money(answer, "amount"), refund(answer.path("state")));
            case "scan" ->
                    lines(answer.path("modules"), ReadableAnswer::module, "no machine in range");
            case "grants" -> lines(answer.path("grants"), ReadableAnswer::grant, "no grants");
            case "receipts" ->
                    "%d waiting, %d set aside%n%s"
                            .formatted(
                                    answer.path("waiting").size(),
                                    answer.path("parked").size(),
                                    lines(
                                            answer.path("settled"),
                                            ReadableAnswer::settlement,
                                            "none settled yet"));
            case "post" -> "everything is posted%n".formatted();
            case "book" -> header(answer);
            case "proof" ->
                    lines(answer.path("entries"), ReadableAnswer::entry, "no entry")
                            + header(answer);
            case "pay" -> "";
            default -> "%s%n".formatted(answer.toPrettyString());
        };
    }

    private static String balance(JsonNode answer) {
        var owed =
                answer.path("debt").asLong() == 0
                        ? ""
                        : ", %s owed".formatted(money(answer, "debt"));
        return "%s available, %s on hold%s%n"
                .formatted(money(answer, "available"), money(answer, "held"), owed);
    }

    private static String refund(JsonNode state) {
        return switch (state.asText()) {
            case "REFUNDED" -> "are back";
            case "ASKED" -> "are asked for: whoever runs the machine decides";
            case "DENIED" -> "are not given back: whoever runs the machine has refused";
            default -> state.asText();
        };
    }

    private interface Line {
        String of(JsonNode each);
    }

    private static String lines(JsonNode list, Line line, String ifNone) {
        return list.isEmpty()
                ? ifNone + System.lineSeparator()
                : StreamSupport.stream(list.spliterator(), false)
                        .map(each -> line.of(each) + System.lineSeparator())
                        .collect(Collectors.joining());
    }

    private static String header(JsonNode answer) {
        return "header %d of %s, %s%n"
                .formatted(
                        answer.path("header").asLong(),
                        answer.path("headerAt").asText(),
                        answer.path("headerHash").asText());
    }

    private static String entry(JsonNode entry) {
        return "%s  version %d  lane %s  %s"
                .formatted(
                        entry.path("kind").asText(),
                        entry.path("version").asLong(),
                        entry.path("lane").asText(),
                        entry.path("at").asText());
    }

    private static String module(JsonNode module) {
        return "%-8s %s  %d dBm"
                .formatted(
                        module.path("name").asText(),
                        module.path("module").asText(),
                        module.path("rssi").asInt());
    }

    private static String grant(JsonNode grant) {
        return "%s  module %s  up to %s  %s"
                .formatted(
                        grant.path("grant").asText(),
                        grant.path("module").asText(),
                        money(grant, "cap"),
                        grant.path("standing").asText());
    }

    private static String settlement(JsonNode settlement) {
        return "%s  %s  %s"
                .formatted(
                        settlement.path("grant").asText(),
                        settlement.path("state").asText(),
                        money(settlement, "captured"));
    }

    private static Money money(JsonNode answer, String field) {
        return Money.of(answer.path(field).asLong(), answer.path("currency").asText("EUR"));
    }
}
