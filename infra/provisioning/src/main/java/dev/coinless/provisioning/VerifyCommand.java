package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.provisioning.Commands.Result;
import dev.coinless.provisioning.OnlineBook.Found;

/// `ledger verify`: the deployment checks its items against the Book, and this program reads the
/// Book out and verifies blocks, headers, proofs and signatures itself; both are reported as one.
///
/// The deployment could not be believed about its own signatures, and a function that ends after
/// minutes could not read a Book of years.
final class VerifyCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    VerifyCommand(Functions functions) {
        this.functions = functions;
    }

    Result run(Arguments arguments) throws Problem {
        arguments.only("root", "key-dir");
        var roots = ExportCommands.rootsIfAny(arguments);
        var answer = (ObjectNode) functions.invoke("VerifyLedger", JSON.createObjectNode());
        var found = new OnlineBook(functions, roots, System.err::println).follow();
        found.broken().ifPresent(broken -> answer.withArray("faults").add("the Book, " + broken));
        answer.put("ok", answer.path("ok").asBoolean() && found.broken().isEmpty());
        answer.set("verified", json(found));
        return new Result(
                text(answer, found, roots.isEmpty()), answer, answer.path("ok").asBoolean());
    }

    private static ObjectNode json(Found found) {
        var json =
                JSON.createObjectNode()
                        .put("entries", found.summary().entries())
                        .put("receipts", found.summary().receipts())
                        .put("blocks", found.summary().blocks())
                        .put("headers", found.summary().headers())
                        .put("balances", found.compared());
        found.summary().newest().ifPresent(newest -> json.put("newestHash", newest.hash().hex()));
        return json;
    }

    private static String text(JsonNode answer, Found found, boolean ownWord) {
        var text = new StringBuilder();
        answer.path("balances")
                .properties()
                .forEach(each ->
                        text.append(
                                "%12d  %s%n".formatted(each.getValue().asLong(), each.getKey())));
        lines(text, "FAULT ", answer.path("faults"));
        lines(text, "QUARANTINED module ", answer.path("quarantined"));
        lines(text, "IN REVIEW grant ", answer.path("inReview"));
        lines(text, "FORK told by ", answer.path("forks"));
        var book = answer.path("book");
        lines(text, "PUT ASIDE ", book.path("quarantined"));
        text.append(
                "the Book: %d entries, %d on their way, %d headers%n"
                        .formatted(
                                book.path("entries").asLong(),
                                book.path("waiting").asLong(),
                                book.path("headers").asLong()));
        var summary = found.summary();
        text.append(
                "verified: %d entries in %d blocks, %d receipts, %d headers, %d balances%s%n"
                        .formatted(
                                summary.entries(),
                                summary.blocks(),
                                summary.receipts(),
                                summary.headers(),
                                found.compared(),
                                ownWord
                                        ? "; under the roots that the deployment names, --root"
                                                + " THUMBPRINT trusts yours"
                                        : ""));
        summary.newest()
                .ifPresent(newest ->
                        text.append(
                                "newest header: number %d, hash %s%n"
                                        .formatted(newest.number(), newest.hash().hex())));
        return text.append(
                        "%s: %d entries of %d accounts"
                                .formatted(
                                        answer.path("ok").asBoolean()
                                                ? "the books balance"
                                                : "the books are broken",
                                        answer.path("entries").asLong(),
                                        answer.path("accounts").asLong()))
                .toString();
    }

    private static void lines(StringBuilder text, String name, JsonNode values) {
        values.forEach(each -> text.append(name).append(each.asText()).append('\n'));
    }
}
