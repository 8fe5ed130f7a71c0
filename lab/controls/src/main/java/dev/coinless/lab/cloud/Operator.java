package dev.coinless.lab.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.MachineSetup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// What an operator does: calls the administrative functions through the Lambda Invoke API.
public final class Operator {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// What template.yaml gives the function that reads every item.
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(5);

    /// Half seconds.
    private static final int PATIENCE = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};

    private final URI endpoint;

    Operator(URI endpoint) {
        this.endpoint = endpoint;
    }

    public void rotateKeys() {
        invoke("RotateKeys", JSON.createObjectNode());
    }

    /// Registers a module's keys and returns the enrolment file's content.
    public String enrol(String request, String name, MachineSetup setup) {
        var input =
                JSON.createObjectNode()
                        .put("enrolmentRequest", request)
                        .put("operator", setup.operator())
                        .put("name", name)
                        .put("currency", setup.currency())
                        .put("kind", setup.hasPulses() ? "pulse" : "vend")
                        .put("licensed", true);
        var list = input.putObject("prices");
        setup.items().forEach((item, price) -> list.put(item.toString(), price));
        if (setup.hasPulses()) {
            var lines = input.putObject("lines");
            setup.lines()
                    .forEach((line, offer) ->
                            lines.putObject(line.toString())
                                    .put("name", offer.name())
                                    .put("value", offer.value())
                                    .put("min", offer.min())
                                    .put("max", offer.max()));
        }
        return invoke("EnrolModule", input).path("enrolment").asText();
    }

    /// Gives an account promotional credit.
    public void credit(String account, long amount, String currency) {
        invoke(
                "CreditAccount",
                JSON.createObjectNode()
                        .put("account", account)
                        .put("amount", amount)
                        .put("currency", currency)
                        .put("id", UUID.randomUUID().toString()));
    }

    /// The proof that the books balance, with the balances it found. Entries that were made just
    /// before the clock jumped are given the time to come into the Book.
    public LedgerReport verifyLedger() {
        var report = verifyLedgerNow();
        for (int again = 0; again < PATIENCE && report.awaitsTheBook(); again++) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            report = verifyLedgerNow();
        }
        return report;
    }

    /// The same without patience.
    public LedgerReport verifyLedgerNow() {
        var answer = invoke("VerifyLedger", JSON.createObjectNode(), VERIFY_LIMIT);
        var balances = new TreeMap<String, Long>();
        answer.path("balances")
                .properties()
                .forEach(each -> balances.put(each.getKey(), each.getValue().asLong()));
        return new LedgerReport(
                answer.path("ok").asBoolean(),
                answer.path("entries").asLong(),
                answer.path("accounts").asLong(),
                balances,
                list(answer.path("faults")),
                list(answer.path("quarantined")),
                list(answer.path("inReview")),
                book(answer.path("book")));
    }

    private static LedgerReport.InBook book(JsonNode book) {
        return new LedgerReport.InBook(
                book.path("entries").asLong(),
                book.path("waiting").asLong(),
                book.path("headers").asLong(),
                list(book.path("quarantined")));
    }

    /// Takes into the Book what its stream has forgotten, all pages of it.
    ///
    /// @return how many entries were missing
    public long catchUp() {
        long added = 0;
        var input = JSON.createObjectNode();
        JsonNode next;
        do {
            var answer = invoke("CatchUpBook", input);
            added += answer.path("added").asLong();
            next = answer.path("next");
            input.set("from", next);
        } while (!next.isMissingNode());
        return added;
    }

    /// What an operator's machines sold, by phone and for coins: one object for each.
    public JsonNode report(String operator) {
        var input = JSON.createObjectNode().put("operator", operator);
        return invoke("ReportSales", input).path("machines");
    }

    private static List<Object> list(JsonNode node) {
        return node.isMissingNode() ? List.of() : JSON.convertValue(node, LIST);
    }

    /// Calls a function and returns its answer.
    public JsonNode invoke(String function, JsonNode input) {
        return invoke(function, input, LIMIT);
    }

    private JsonNode invoke(String function, JsonNode input, Duration limit) {
        var request =
                HttpRequest.newBuilder(
                                endpoint.resolve(
                                        "/2015-03-31/functions/" + function + "/invocations"))
                        .timeout(limit)
                        .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                        .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2
                    || response.headers().firstValue("x-amz-function-error").isPresent()) {
                throw new LabFailure("%s failed: %s".formatted(function, response.body()));
            }
            return read(response.body());
        } catch (IOException e) {
            throw new LabFailure("%s could not be called: %s".formatted(function, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabFailure("interrupted while calling " + function, e);
        }
    }

    private static JsonNode read(String body) throws JsonProcessingException {
        return JSON.readTree(body);
    }
}
