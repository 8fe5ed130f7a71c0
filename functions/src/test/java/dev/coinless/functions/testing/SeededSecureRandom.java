package dev.coinless.functions.testing;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Not secure at all: the same bytes for the same seed, where the code insists on a SecureRandom.
public final class SeededSecureRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator seeded;

    public SeededSecureRandom(long seed) {
        this.seeded = AwsMode.dice(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        seeded.nextBytes(bytes);
    }
}
