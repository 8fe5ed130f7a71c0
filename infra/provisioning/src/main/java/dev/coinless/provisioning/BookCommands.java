package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.provisioning.Commands.Result;
import java.nio.file.Path;

/// The commands for the Book.
final class BookCommands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    BookCommands(Functions functions) {
        this.functions = functions;
    }

    /// Writes the whole ledger down.
    Result export(Arguments arguments) throws Problem {
        arguments.only();
        var file = Path.of(arguments.word(2, "the file to write"));
        var written = new ExportLedger(functions).write(file);
        var summary =
                JSON.createObjectNode()
                        .put("file", file.toString())
                        .put("headers", written.headers())
                        .put("entries", written.entries())
                        .put("accounts", written.accounts());
        return new Result(
                "%s has %d entries of %d accounts under %d headers"
                        .formatted(file, written.entries(), written.accounts(), written.headers()),
                summary);
    }

    /// What each operator has earned, and each other total of the lanes, up to their newest blocks.
    Result totals(Arguments arguments) throws Problem {
        arguments.only();
        var answer = functions.invoke("ReportTotals", JSON.createObjectNode());
        var text = new StringBuilder();
        answer.path("lanes")
                .properties()
                .forEach(lane -> {
                    text.append(
                            "%s: %d entries%n"
                                    .formatted(
                                            lane.getKey(),
                                            lane.getValue().path("entries").asLong()));
                    lane.getValue()
                            .path("totals")
                            .forEach(total ->
                                    text.append(
                                            "%12d %s %s%n"
                                                    .formatted(
                                                            total.path("amount").asLong(),
                                                            total.path("currency").asText(),
                                                            total.path("account").asText())));
                });
        text.append("as of header %d".formatted(answer.path("header").asLong()));
        return new Result(text.toString(), answer);
    }

    /// Goes through all items, as many calls as it takes.
    Result catchUp(Arguments arguments) throws Problem {
        arguments.only();
        long items = 0;
        long added = 0;
        var bad = JSON.createArrayNode();
        var input = JSON.createObjectNode();
        JsonNode next;
        do {
            var answer = functions.invoke("CatchUpBook", input);
            items += answer.path("items").asLong();
            added += answer.path("added").asLong();
            answer.path("bad").forEach(bad::add);
            next = answer.path("next");
            input.set("from", next);
        } while (!next.isMissingNode());
        var summary = JSON.createObjectNode().put("items", items).put("added", added);
        summary.set("bad", bad);
        var text = new StringBuilder();
        bad.forEach(each -> text.append("BAD ").append(each.asText()).append('\n'));
        text.append(
                "%d items looked at, %d entries were missing in the Book".formatted(items, added));
        return new Result(text.toString(), summary, bad.isEmpty());
    }
}
