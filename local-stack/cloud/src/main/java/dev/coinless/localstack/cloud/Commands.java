package dev.coinless.localstack.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.localstack.cloud.lambda.InvocationResult;
import dev.coinless.localstack.cloud.tables.AwsMode;
import java.util.List;

/// The commands on standard input; each is answered by one JSON line.
///
///     status
///     invoke FUNCTION JSON
///     units [reset]
///     aws-mode on|off [seed N] [rate R]
///     fault ...
///
/// What `fault` takes is said by [FaultCommands].
final class Commands {

    private final LocalCloud cloud;
    private final FaultCommands faults;

    Commands(LocalCloud cloud) {
        this.cloud = cloud;
        this.faults = new FaultCommands(cloud);
    }

    ObjectNode answer(String line) {
        var words = line.strip().split("\\s+", 3);
        try {
            return switch (words[0]) {
                case "status" -> status();
                case "invoke" -> invoke(words);
                case "units" -> units(words);
                case "aws-mode" -> awsMode(line.strip().split("\\s+", -1));
                case "fault" -> fault(List.of(line.strip().split("\\s+", -1)));
                default -> error("UNKNOWN_COMMAND", "no command '" + words[0] + "'");
            };
        } catch (IllegalArgumentException e) {
            return error("BAD_ARGUMENT", String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode status() {
        var status = ok().put("httpPort", cloud.httpPort()).put("proxyPort", cloud.proxyPort());
        status.put("brokerConnected", cloud.brokerConnected());
        var mode = status.putObject("awsMode").put("on", cloud.awsMode().isOn());
        mode.put("seed", cloud.awsMode().seed()).put("rate", cloud.awsMode().rate());
        var processes = status.putObject("processes");
        cloud.functions().processes().forEach(processes::put);
        var queues = status.putObject("queues");
        cloud.queues().sizes().forEach(queues::put);
        var streams = status.putObject("streams");
        for (var each : cloud.streams()) {
            streams.putObject(each.function())
                    .put("waiting", each.waiting())
                    .put("trimmed", each.trimmed());
        }
        var notEmulated = status.putArray("notEmulated");
        cloud.template().notEmulated().forEach(notEmulated::add);
        return status;
    }

    private ObjectNode invoke(String[] words) {
        if (words.length < 2) {
            return error("BAD_ARGUMENT", "invoke FUNCTION JSON");
        }
        var function = cloud.functions().find(words[1]);
        if (function.isEmpty()) {
            return error("UNKNOWN_FUNCTION", "no function '" + words[1] + "'");
        }
        var payload = words.length < 3 ? "{}" : words[2];
        try {
            Json.read(payload);
        } catch (JsonProcessingException e) {
            return error("BAD_ARGUMENT", "not JSON: " + e.getOriginalMessage());
        }
        return switch (function.get().invoke(Payload.of(payload))) {
            case InvocationResult.Answered(var answer) -> {
                JsonNode result = Json.readOrMissing(answer);
                ObjectNode ok = ok();
                yield result.isMissingNode() ? ok.putNull("result") : ok.set("result", result);
            }
            case InvocationResult.Failed failed -> error("FUNCTION_ERROR", failed.text());
            case InvocationResult.Throttled throttled -> error("THROTTLED", throttled.text());
        };
    }

    private ObjectNode units(String[] words) {
        var totals = cloud.units().toJson();
        if (words.length > 1) {
            if (!words[1].equals("reset")) {
                return error("BAD_ARGUMENT", "units [reset]");
            }
            cloud.units().reset();
        }
        return ok().setAll(totals);
    }

    private ObjectNode awsMode(String[] words) {
        if (words.length < 2 || !(words[1].equals("on") || words[1].equals("off"))) {
            return error("BAD_ARGUMENT", "aws-mode on|off [seed N] [rate R]");
        }
        long seed = AwsMode.DEFAULT_SEED;
        double rate = AwsMode.DEFAULT_RATE;
        for (int i = 2; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "seed" -> seed = Long.parseLong(words[i + 1]);
                case "rate" -> rate = Double.parseDouble(words[i + 1]);
                default -> {
                    return error("BAD_ARGUMENT", "unknown setting '" + words[i] + "'");
                }
            }
        }
        cloud.awsMode().set(words[1].equals("on"), seed, rate);
        return ok();
    }

    private ObjectNode fault(List<String> words) {
        faults.apply(words.subList(1, words.size()));
        return ok();
    }

    private static ObjectNode ok() {
        return Json.object().put("ok", true);
    }

    private static ObjectNode error(String reason, String message) {
        return Json.object().put("ok", false).put("error", reason).put("message", message);
    }
}
