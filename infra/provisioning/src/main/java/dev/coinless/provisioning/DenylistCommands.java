package dev.coinless.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.provisioning.Commands.Result;

/// The commands that change the denylist. Revoking also makes the keys that are due, so that a
/// denied key has its successor at once.
final class DenylistCommands {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Functions functions;

    DenylistCommands(Functions functions) {
        this.functions = functions;
    }

    Result revoke(Arguments arguments) throws Problem {
        var answer = functions.invoke("ReviseDenylist", input(arguments, "keys", "subjects"));
        var keys = functions.invoke("RotateKeys", JSON.createObjectNode());
        ((ObjectNode) answer).set("serials", keys.path("serials"));
        return new Result(text(answer) + "; keys in use: " + keys.path("serials"), answer);
    }

    Result unrevoke(Arguments arguments) throws Problem {
        var answer =
                functions.invoke("ReviseDenylist", input(arguments, "dropKeys", "dropSubjects"));
        return new Result(text(answer), answer);
    }

    private static ObjectNode input(Arguments arguments, String keys, String subjects)
            throws Problem {
        arguments.only("key", "subject");
        if (!arguments.has("key") && !arguments.has("subject")) {
            throw new Problem("say what: --key USAGE/SERIAL or --subject ID");
        }
        var input = JSON.createObjectNode();
        var keyList = input.putArray(keys);
        arguments.all("key").forEach(keyList::add);
        var subjectList = input.putArray(subjects);
        arguments.all("subject").forEach(subjectList::add);
        return input;
    }

    private static String text(JsonNode answer) {
        return "denylist %d: keys %s, subjects %s"
                .formatted(
                        answer.path("version").asLong(),
                        answer.path("keys"),
                        answer.path("subjects"));
    }
}
