package dev.coinless.model.book;

import java.time.Instant;

/// How large the numbers of the Book may be.
final class Limits {

    /// Numbers stay exact in every language, JavaScript's included: 2^53 - 1, in whatever unit.
    static final long MAX_COUNT = (1L << 53) - 1;

    private Limits() {}

    static long require(String name, long value, long min) {
        if (value < min || value > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "%s must be %d..%d, not %d".formatted(name, min, MAX_COUNT, value));
        }
        return value;
    }

    /// Refuses fractions of a second and times before 1970: what is written has neither.
    static void requireWhole(Instant at) {
        if (at.getNano() != 0) {
            throw new IllegalArgumentException("times in the Book are whole seconds");
        }
        require("time", at.getEpochSecond(), 0);
    }
}
