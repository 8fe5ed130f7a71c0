package dev.coinless.simulators.vmc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The command line.
record Options(Settings settings, Timings timings, Map<Integer, Item> items, Optional<Path> link) {
    static final String USAGE =
            "usage: vmc (--items FILE | --item NUMBER=PRICE)... [--currency EUR] [--always-idle]"
                    + " [--multivend] [--motor-ms N] [--session-timeout SECONDS]"
                    + " [--approval-timeout SECONDS] [--link PATH]";

    /// Items of one machine: more than the largest machines have.
    static final int MOST_ITEMS = 1_000;

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException naming the word that is wrong
    static Options parse(String[] args) throws IOException {
        var items = new TreeMap<Integer, Item>();
        var currency = Currency.getInstance("EUR");
        boolean alwaysIdle = false;
        boolean multivend = false;
        Timings timings = Timings.USUAL;
        Optional<Path> link = Optional.empty();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--items" -> readItems(items, Path.of(value(word, words)));
                case "--item" -> addItem(items, value(word, words));
                case "--currency" -> currency = Currency.getInstance(value(word, words));
                case "--always-idle" -> alwaysIdle = true;
                case "--multivend" -> multivend = true;
                case "--motor-ms" ->
                        timings = timings.withMotor(Duration.ofMillis(number(word, words)));
                case "--session-timeout" ->
                        timings =
                                new Timings(
                                        timings.motor(),
                                        Duration.ofSeconds(number(word, words)),
                                        timings.approval());
                case "--approval-timeout" ->
                        timings =
                                new Timings(
                                        timings.motor(),
                                        timings.session(),
                                        Duration.ofSeconds(number(word, words)));
                case "--link" -> link = Optional.of(Path.of(value(word, words)));
                default -> throw new IllegalArgumentException(word + " is unknown; " + USAGE);
            }
        }
        if (items.isEmpty()) {
            throw new IllegalArgumentException("the machine has no items; " + USAGE);
        }
        return new Options(
                new Settings(new Amounts(currency), alwaysIdle, multivend), timings, items, link);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words) {
        String text = value(option, words);
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(option + " needs a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    /// One `NUMBER=PRICE` a line; empty lines and those that begin with `#` are skipped.
    private static void readItems(Map<Integer, Item> items, Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                addItem(items, line.strip());
            }
        }
    }

    private static void addItem(Map<Integer, Item> items, String text) {
        if (!text.matches("[0-9]{1,5}=[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "an item is NUMBER=PRICE in minor units, such as 12=175, not " + text);
        }
        if (items.size() == MOST_ITEMS) {
            throw new IllegalArgumentException("a machine has at most " + MOST_ITEMS + " items");
        }
        int equals = text.indexOf('=');
        var item =
                new Item(
                        Integer.parseInt(text.substring(0, equals)),
                        Long.parseLong(text.substring(equals + 1)));
        items.put(item.number(), item);
    }
}
