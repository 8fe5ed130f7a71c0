package dev.coinless.simulators.vmc;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coinless.simulators.vmc.MachineEvent.CancelPressed;
import dev.coinless.simulators.vmc.MachineEvent.CoinInserted;
import dev.coinless.simulators.vmc.MachineEvent.CoinReturnPressed;
import dev.coinless.simulators.vmc.MachineEvent.Plugged;
import dev.coinless.simulators.vmc.MachineEvent.ReaderDisable;
import dev.coinless.simulators.vmc.MachineEvent.ReaderEnable;
import dev.coinless.simulators.vmc.MachineEvent.Reset;
import dev.coinless.simulators.vmc.MachineEvent.Selected;
import dev.coinless.simulators.vmc.MachineEvent.SessionCompleted;
import dev.coinless.simulators.vmc.MachineEvent.Unplugged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;

/// The hands at the machine: one line each, answered by one JSON object each.
final class Commands {
    static final String USAGE =
            "select ITEM, coin AMOUNT, return, cancel, complete, jam on|off, cross, slow MILLIS, reset,"
                    + " disable, enable, unplug, plug, detach, attach, line TEXT, noise BYTES, state, display, signals, wire";

    /// Milliseconds that a motor may be told to turn: ten minutes, longer than any test.
    static final int SLOWEST_MILLIS = 600_000;

    /// Bytes of noise at once: more than any line, less than the terminal's buffer takes.
    static final int MOST_NOISE = 100_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final Cabinet cabinet;
    private final Map<Integer, Item> items;
    private final Adapter adapter;

    /// The bus adapter in the module's USB port.
    interface Adapter {
        void attach();

        void detach();
    }

    Commands(Cabinet cabinet, Map<Integer, Item> items, Adapter adapter) {
        this.cabinet = cabinet;
        this.items = items;
        this.adapter = adapter;
    }

    /// Never throws for what the line says.
    ObjectNode run(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            return switch (words.getFirst()) {
                case "select" -> happens(new Selected(item(number(words, 1, Item.LARGEST_NUMBER))));
                case "coin" ->
                        happens(new CoinInserted(number(words, 1, (int) CoinSide.MOST_CREDIT)));
                case "return" -> happens(words, new CoinReturnPressed());
                case "cancel" -> happens(words, new CancelPressed());
                case "complete" -> happens(words, new SessionCompleted());
                case "reset" -> happens(words, new Reset());
                case "disable" -> happens(words, new ReaderDisable());
                case "enable" -> happens(words, new ReaderEnable());
                case "unplug" -> happens(words, new Unplugged());
                case "plug" -> happens(words, new Plugged());
                case "detach" -> adapter(words, Adapter::detach);
                case "attach" -> adapter(words, Adapter::attach);
                case "line" -> line(line.strip().substring("line".length()).strip());
                case "noise" -> noise(number(words, 1, MOST_NOISE));
                case "jam" -> jam(words);
                case "cross" -> cross(words);
                case "slow" -> slow(words);
                case "state" -> cabinet.describe(ok());
                case "display" -> ok().put("display", cabinet.display());
                case "signals" -> cabinet.describeSignals(ok());
                case "wire" -> cabinet.describeWire(ok());
                default -> refused("UNKNOWN_COMMAND", "no command " + words.getFirst());
            };
        } catch (NumberFormatException e) {
            return refused("BAD_NUMBER", "not a number: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused("BAD_ARGUMENT", String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode happens(List<String> words, MachineEvent event) {
        requireWords(words, 1);
        return happens(event);
    }

    private ObjectNode happens(MachineEvent event) {
        cabinet.happen(event);
        return cabinet.describe(ok());
    }

    private ObjectNode adapter(List<String> words, Consumer<Adapter> move) {
        requireWords(words, 1);
        move.accept(adapter);
        return cabinet.describe(ok());
    }

    /// A line to the module that the adapter has no reason to send.
    private ObjectNode line(String text) {
        cabinet.utter((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return ok();
    }

    /// Random bytes to the module, the same for the same count.
    private ObjectNode noise(int count) {
        byte[] bytes = new byte[count];
        RandomGeneratorFactory.of("L64X128MixRandom").create(count).nextBytes(bytes);
        cabinet.utter(bytes);
        return ok();
    }

    private ObjectNode jam(List<String> words) {
        requireWords(words, 2);
        switch (words.get(1)) {
            case "on" -> cabinet.jam(true);
            case "off" -> cabinet.jam(false);
            default -> throw new IllegalArgumentException("jam is on or off");
        }
        return cabinet.describe(ok());
    }

    private ObjectNode cross(List<String> words) {
        requireWords(words, 1);
        cabinet.cross();
        return cabinet.describe(ok());
    }

    private ObjectNode slow(List<String> words) {
        cabinet.slow(Duration.ofMillis(number(words, 1, SLOWEST_MILLIS)));
        return ok();
    }

    private Item item(int number) {
        Item item = items.get(number);
        if (item == null) {
            throw new IllegalArgumentException(
                    "no item %d, there is %s".formatted(number, items.keySet()));
        }
        return item;
    }

    private static int number(List<String> words, int place, int largest) {
        requireWords(words, 2);
        int number = Integer.parseInt(words.get(place));
        if (number < 1 || number > largest) {
            throw new IllegalArgumentException(
                    "%s takes 1 to %d, not %d".formatted(words.getFirst(), largest, number));
        }
        return number;
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
