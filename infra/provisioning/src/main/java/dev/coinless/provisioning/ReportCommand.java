package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coinless.model.money.Money;
import dev.coinless.provisioning.Commands.Result;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// `report OPERATOR [--from DAY] [--to DAY]`: what its machines sold, by phone and for coins.
final class ReportCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    ReportCommand(Functions functions) {
        this.functions = functions;
    }

    Result run(Arguments arguments) throws Problem {
        arguments.only("from", "to");
        var input = JSON.createObjectNode().put("operator", arguments.word(1, "the operator"));
        arguments.find("from").ifPresent(day -> input.put("from", day));
        arguments.find("to").ifPresent(day -> input.put("to", day));
        var answer = functions.invoke("ReportSales", input);
        var machines = answer.path("machines");
        var text =
                StreamSupport.stream(machines.spliterator(), false)
                        .map(ReportCommand::line)
                        .collect(Collectors.joining("\n"));
        return new Result(
                machines.isEmpty()
                        ? "operator %s has no machines".formatted(input.path("operator").asText())
                        : text,
                answer);
    }

    private static String line(JsonNode machine) {
        return "%s %s: %s by phone, %s for cash, %s of coins%s"
                .formatted(
                        machine.path("module").asText(),
                        machine.path("name").asText(),
                        sum(machine, "cashless"),
                        sum(machine, "cash"),
                        sum(machine, "coins"),
                        machine.path("others").path("count").asLong() == 0
                                ? ""
                                : ", %d given away or for tests"
                                        .formatted(machine.path("others").path("count").asLong()));
    }

    private static String sum(JsonNode machine, String kind) {
        return "%d (%s)"
                .formatted(
                        machine.path(kind).path("count").asLong(),
                        Money.of(
                                machine.path(kind).path("sum").asLong(),
                                machine.path("currency").asText()));
    }
}
