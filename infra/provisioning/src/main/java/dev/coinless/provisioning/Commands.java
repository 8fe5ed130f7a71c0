package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.model.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/// The commands that call functions: each makes the input and puts the answer into words.
final class Commands {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CURRENCY = "EUR";

    private static final Pattern LINE =
            Pattern.compile(
                    "(?<line>[0-9]{1,2})=(?<value>[0-9]{1,9})"
                            + "(:(?<min>[0-9]{1,9})-(?<max>[0-9]{1,9}))?(:(?<name>[^:]+))?");

    private final Functions functions;

    Commands(Functions functions) {
        this.functions = functions;
    }

    /// An answer, for people and for programs.
    record Result(String text, JsonNode json, boolean ok) {

        Result(String text, JsonNode json) {
            this(text, json, true);
        }
    }

    Result rotateKeys(Arguments arguments) throws Problem {
        arguments.only("usage");
        var input = JSON.createObjectNode();
        if (arguments.has("usage")) {
            var usages = input.putArray("usages");
            arguments.all("usage").forEach(usages::add);
        }
        var answer = functions.invoke("RotateKeys", input);
        var text = new StringBuilder("keys in use:");
        answer.path("serials")
                .properties()
                .forEach(each ->
                        text.append(" %s %d".formatted(each.getKey(), each.getValue().asLong())));
        return new Result(text.toString(), answer);
    }

    Result enrol(Arguments arguments) throws Problem {
        arguments.only(
                "in", "out", "operator", "name", "currency", "kind", "price", "line", "unlicensed");
        var out = Path.of(arguments.require("out"));
        var operator = arguments.require("operator");
        var input = JSON.createObjectNode();
        input.put("enrolmentRequest", read(Path.of(arguments.require("in"))));
        input.put("operator", operator);
        input.put("name", arguments.require("name"));
        input.put("currency", arguments.find("currency").orElse(CURRENCY));
        input.put("kind", arguments.find("kind").orElse("vend"));
        input.put("licensed", !arguments.has("unlicensed"));
        addPrices(arguments, input.putObject("prices"));
        if (arguments.has("line")) {
            addLines(arguments, input.putObject("lines"));
        }
        var answer = functions.invoke("EnrolModule", input);
        write(out, answer.path("enrolment").asText());
        var summary = JSON.createObjectNode();
        summary.set("module", answer.path("module"));
        summary.set("generation", answer.path("generation"));
        summary.put("file", out.toString());
        return new Result(
                "module %s of operator %s is enrolled, generation %d; carry %s to it"
                        .formatted(
                                answer.path("module").asText(),
                                operator,
                                answer.path("generation").asInt(),
                                out),
                summary);
    }

    private static void addPrices(Arguments arguments, ObjectNode prices) throws Problem {
        for (var price : arguments.all("price")) {
            int equals = price.indexOf('=');
            try {
                prices.put(
                        price.substring(0, Math.max(0, equals)),
                        Long.parseLong(price.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new Problem("--price must be ITEM=MINOR_UNITS, not " + price, e);
            }
        }
    }

    /// `1=50`, `1=50:200-500` or `1=50:200-500:Washer`.
    private static void addLines(Arguments arguments, ObjectNode lines) throws Problem {
        for (var line : arguments.all("line")) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new Problem(
                        "--line must be NUMBER=VALUE, with :MIN-MAX and :NAME if you like, such as"
                                + " 1=50:200-500:Washer, not "
                                + line);
            }
            var offer = lines.putObject(parts.group("line"));
            offer.put("value", Long.parseLong(parts.group("value")));
            if (parts.group("min") != null) {
                offer.put("min", Long.parseLong(parts.group("min")));
                offer.put("max", Long.parseLong(parts.group("max")));
            }
            if (parts.group("name") != null) {
                offer.put("name", parts.group("name"));
            }
        }
    }

    Result credit(Arguments arguments) throws Problem {
        arguments.only("currency", "id");
        var account = arguments.word(1, "the account");
        var input = JSON.createObjectNode();
        input.put("account", account);
        input.put("amount", amount(arguments.word(2, "the amount in minor units")));
        input.put("currency", arguments.find("currency").orElse(CURRENCY));
        input.put("id", arguments.find("id").orElseGet(() -> UUID.randomUUID().toString()));
        var answer = functions.invoke("CreditAccount", input);
        return new Result(
                "account %s has %s more (movement %s)"
                        .formatted(
                                account,
                                Money.of(
                                        answer.path("amount").asLong(),
                                        answer.path("currency").asText()),
                                answer.path("id").asText()),
                answer);
    }

    private static long amount(String text) throws Problem {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Problem("the amount is a whole number of minor units, not " + text, e);
        }
    }

    private static String read(Path file) throws Problem {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Problem("cannot read %s: %s".formatted(file, e), e);
        }
    }

    private static void write(Path file, String line) throws Problem {
        try {
            Files.writeString(file, line + "\n");
        } catch (IOException e) {
            throw new Problem("cannot write %s: %s".formatted(file, e), e);
        }
    }
}
