package dev.coinless.simulators.pins;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The command line.
record Options(Settings settings, Path socket) {
    static final String USAGE =
            "usage: pins --socket PATH (--line NUMBER=VALUE)... [--min-width MS] [--max-width MS]"
                    + " [--min-gap MS]";

    /// A coin input that debounces for less takes noise for coins.
    private static final int MIN_WIDTH = 20;

    /// A coin input takes longer pulses for a stuck coin.
    private static final int MAX_WIDTH = 300;

    private static final int MIN_GAP = 30;

    /// Reads the command line.
    ///
    /// @throws IllegalArgumentException naming the word that is wrong
    static Options parse(String[] args) {
        var lines = new TreeMap<Integer, Long>();
        @Nullable Path socket = null;
        int minWidth = MIN_WIDTH;
        int maxWidth = MAX_WIDTH;
        int minGap = MIN_GAP;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--socket" -> socket = Path.of(value(word, words));
                case "--line" -> addLine(lines, value(word, words));
                case "--min-width" -> minWidth = number(word, words);
                case "--max-width" -> maxWidth = number(word, words);
                case "--min-gap" -> minGap = number(word, words);
                default -> throw new IllegalArgumentException(word + " is unknown; " + USAGE);
            }
        }
        if (socket == null || lines.isEmpty()) {
            throw new IllegalArgumentException("the machine has no socket or no line; " + USAGE);
        }
        return new Options(new Settings(lines, minWidth, maxWidth, minGap), socket);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return words.next();
    }

    private static int number(String option, Iterator<String> words) {
        String text = value(option, words);
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(option + " needs a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static void addLine(TreeMap<Integer, Long> lines, String text) {
        if (!text.matches("[1-9][0-9]?=[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "a line is NUMBER=VALUE in minor units, such as 1=50, not " + text);
        }
        int equals = text.indexOf('=');
        lines.put(
                Integer.parseInt(text.substring(0, equals)),
                Long.parseLong(text.substring(equals + 1)));
    }
}
