package dev.coinless.simulators.pins;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The hands at the machine: one line each, answered by one JSON object each.
final class Commands {
    static final String USAGE =
            "inhibit [LINE] on|off, coin LINE AMOUNT, start LINE, unplug, plug, signals, state";

    private static final JsonMapper JSON = new JsonMapper();

    private final Laundry laundry;
    private final WireServer wires;
    private final Settings settings;

    Commands(Laundry laundry, WireServer wires, Settings settings) {
        this.laundry = laundry;
        this.wires = wires;
        this.settings = settings;
    }

    /// Never throws for what the line says.
    ObjectNode run(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            switch (words.getFirst()) {
                case "inhibit" -> inhibit(words);
                case "coin" -> {
                    requireWords(words, 3);
                    laundry.coin(number(words.get(1)), amount(number(words.get(2))));
                }
                case "start" -> {
                    requireWords(words, 2);
                    laundry.start(number(words.get(1)));
                }
                case "unplug" -> wires.plug(false);
                case "plug" -> wires.plug(true);
                case "signals" -> {
                    return laundry.describeSignals(ok());
                }
                case "state" -> {}
                default -> {
                    return refused("UNKNOWN_COMMAND", "no command " + words.getFirst());
                }
            }
            return laundry.describe(ok()).put("plugged", wires.isPlugged());
        } catch (IllegalArgumentException e) {
            return refused("BAD_ARGUMENT", String.valueOf(e.getMessage()));
        }
    }

    /// Without a line it concerns all.
    private void inhibit(List<String> words) {
        boolean on =
                switch (words.getLast()) {
                    case "on" -> true;
                    case "off" -> false;
                    default -> throw new IllegalArgumentException("inhibit is on or off");
                };
        if (words.size() == 2) {
            settings.values().keySet().forEach(line -> laundry.inhibit(line, on));
        } else {
            requireWords(words, 3);
            laundry.inhibit(number(words.get(1)), on);
        }
    }

    private static long amount(int number) {
        if (number < 1 || number > Laundry.LARGEST_COIN) {
            throw new IllegalArgumentException(
                    "a coin is 1 to %d, not %d".formatted(Laundry.LARGEST_COIN, number));
        }
        return number;
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Integer.parseInt(text);
    }

    private static void requireWords(List<String> words, int count) {
        if (words.size() != count) {
            throw new IllegalArgumentException(
                    "%s has %d words, not %d".formatted(words.getFirst(), count, words.size()));
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
