package dev.coinless.model.samples;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The seed of a test run: the same each time, another one with `-Dseed=`.
public final class Seed {
    private static final long VALUE = Long.getLong("seed", 20260101L);

    static {
        System.out.println("seed " + VALUE + ", replay with -Dseed=" + VALUE);
    }

    private Seed() {}

    public static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(VALUE);
    }
}
