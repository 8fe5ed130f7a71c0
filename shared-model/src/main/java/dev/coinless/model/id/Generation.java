package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Counts the enrolments of a module: a re-imaged card or a replaced Pi gets the next one.
public record Generation(int value) implements Comparable<Generation> {

    public static final int MAX = 255;

    public Generation {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(
                    "generation must be 0..%d, not %d".formatted(MAX, value));
        }
    }

    public Generation next() {
        return new Generation(value + 1);
    }

    public Bytes bytes() {
        return Bytes.bigEndian(value, 1);
    }

    @Override
    public int compareTo(Generation other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
