package dev.coinless.model.sync;

import java.util.Arrays;
import java.util.Optional;

/// Which way a bundle goes.
public enum Direction {
    /// From a module to the platform.
    UP(1),
    /// From the platform to a module.
    DOWN(2);

    private final int number;

    Direction(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Optional<Direction> of(long number) {
        return Arrays.stream(values()).filter(way -> way.number == number).findFirst();
    }
}
