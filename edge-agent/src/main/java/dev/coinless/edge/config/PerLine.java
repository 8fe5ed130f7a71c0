package dev.coinless.edge.config;

import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// A number for each line: one for all, or `LINE:NUMBER` pairs.
///
/// @param all for lines without one of their own
record PerLine(OptionalInt all, Map<Integer, Integer> byLine) {

    PerLine {
        byLine = new TreeMap<>(byLine);
    }

    static PerLine none() {
        return new PerLine(OptionalInt.empty(), Map.of());
    }

    boolean hasLines() {
        return !byLine.isEmpty();
    }

    SortedSet<Integer> lines() {
        return new TreeSet<>(byLine.keySet());
    }

    OptionalInt find(int line) {
        var own = byLine.get(line);
        return own == null ? all : OptionalInt.of(own);
    }
}
