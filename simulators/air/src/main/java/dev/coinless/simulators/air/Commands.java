package dev.coinless.simulators.air;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The lab's commands, one line each, answered by one JSON object each.
final class Commands {
    static final String USAGE =
            "range PHONE MODULE DBM|out, mtu NAME 23..517, capture NAME [from INDEX], status";

    private static final JsonMapper JSON = new JsonMapper();

    private final Air air;

    Commands(Air air) {
        this.air = air;
    }

    /// Never throws for what the line says.
    ObjectNode run(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            return switch (words.getFirst()) {
                case "range" -> range(words);
                case "mtu" -> mtu(words);
                case "capture" -> capture(words);
                case "status" -> status();
                default -> refused("UNKNOWN_COMMAND", "no command " + words.getFirst());
            };
        } catch (NumberFormatException e) {
            return refused("BAD_NUMBER", "not a number: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused("BAD_ARGUMENT", String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode range(List<String> words) {
        requireWords(words, 4);
        if (words.get(3).equals("out")) {
            air.setOutOfRange(words.get(1), words.get(2));
        } else {
            air.setRange(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
        }
        return ok();
    }

    private ObjectNode mtu(List<String> words) {
        requireWords(words, 3);
        air.limitMtu(words.get(1), Integer.parseInt(words.get(2)));
        return ok();
    }

    private ObjectNode capture(List<String> words) {
        boolean hasFrom = words.size() == 4 && words.get(2).equals("from");
        if (!hasFrom) {
            requireWords(words, 2);
        }
        List<Frame> frames = air.capture(words.get(1), hasFrom ? Long.parseLong(words.get(3)) : 0);
        ObjectNode answer = ok();
        answer.set("frames", JSON.valueToTree(frames));
        boolean more = frames.size() == Capture.FRAMES_AN_ANSWER;
        return answer.put("next", more ? frames.getLast().index() + 1 : air.capturedFrames())
                .put("more", more);
    }

    private ObjectNode status() {
        ObjectNode answer = ok();
        answer.set("members", JSON.valueToTree(air.status()));
        return answer.put("frames", air.capturedFrames());
    }

    private static void requireWords(List<String> words, int count) {
        if (words.size() != count) {
            throw new IllegalArgumentException(
                    "%s has %d words, not %d; the commands are: %s"
                            .formatted(words.getFirst(), count, words.size(), USAGE));
        }
    }

    private static ObjectNode ok() {
        return JSON.createObjectNode().put("ok", true);
    }

    private static ObjectNode refused(String error, String message) {
        return JSON.createObjectNode()
                .put("ok", false)
                .put("error", error)
                .put("message", message + "; the commands are: " + USAGE);
    }
}
