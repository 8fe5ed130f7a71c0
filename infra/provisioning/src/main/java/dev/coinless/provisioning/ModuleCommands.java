package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.provisioning.Commands.Result;

/// The commands that change an enrolled module: `module WHAT MODULE --operator A`.
final class ModuleCommands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    ModuleCommands(Functions functions) {
        this.functions = functions;
    }

    Result run(Arguments arguments) throws Problem {
        var what = arguments.word(1, "what to do with the module");
        return switch (what) {
            case "configure" -> configure(arguments);
            case "quarantine", "release", "decommission" -> changeService(arguments, what);
            default ->
                    throw new Problem(
                            "there is no command 'module %s'; see --help".formatted(what));
        };
    }

    private Result configure(Arguments arguments) throws Problem {
        arguments.only("operator", "set", "unset", "price", "no-price");
        var input = input(arguments);
        var settings = input.putObject("settings");
        put("set", arguments, settings);
        arguments.all("unset").forEach(settings::putNull);
        var prices = input.putObject("prices");
        put("price", arguments, prices);
        arguments.all("no-price").forEach(prices::putNull);
        var answer = functions.invoke("ConfigureModule", input);
        return new Result(
                "module %s has configuration %d: settings %s, prices %s"
                        .formatted(
                                answer.path("module").asText(),
                                answer.path("configVersion").asLong(),
                                answer.path("settings"),
                                answer.path("prices")),
                answer);
    }

    private Result changeService(Arguments arguments, String service) throws Problem {
        arguments.only("operator");
        var answer =
                functions.invoke("ChangeModuleService", input(arguments).put("service", service));
        return new Result(
                "module %s is %s"
                        .formatted(answer.path("module").asText(), words(answer.path("service"))),
                answer);
    }

    private static String words(JsonNode service) {
        return switch (service.asText()) {
            case "IN_SERVICE" -> "in service";
            case "QUARANTINED" -> "in quarantine: it gets no grants until it is released";
            case "DECOMMISSIONED" -> "decommissioned: it gets no grants until it is enrolled again";
            default -> service.asText();
        };
    }

    private static ObjectNode input(Arguments arguments) throws Problem {
        return JSON.createObjectNode()
                .put("module", arguments.word(2, "the module"))
                .put("operator", arguments.require("operator"));
    }

    private static void put(String option, Arguments arguments, ObjectNode to) throws Problem {
        for (var each : arguments.all(option)) {
            int equals = each.indexOf('=');
            try {
                to.put(
                        each.substring(0, Math.max(0, equals)),
                        Long.parseLong(each.substring(equals + 1)));
            } catch (NumberFormatException e) {
                throw new Problem(
                        "--%s must be NAME=WHOLE_NUMBER, not %s".formatted(option, each), e);
            }
        }
    }
}
