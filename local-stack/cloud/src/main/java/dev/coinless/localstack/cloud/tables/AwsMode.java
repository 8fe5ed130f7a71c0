package dev.coinless.localstack.cloud.tables;

import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What DynamoDB Local never does and DynamoDB sometimes does, decided by a seeded die.
///
/// One seed and one order of calls give one order of troubles. Safe for use by any thread.
public final class AwsMode implements Troubles {

    /// The share of calls that meet trouble when nothing else was asked for.
    public static final double DEFAULT_RATE = 0.02;

    public static final long DEFAULT_SEED = 1;

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem");
    private static final Set<String> READS =
            Set.of("GetItem", "BatchGetItem", "TransactGetItems", "Query", "Scan");

    private RandomGenerator random = generator(DEFAULT_SEED);
    private boolean on;
    private double rate = DEFAULT_RATE;
    private long seed = DEFAULT_SEED;

    public AwsMode(boolean on) {
        this.on = on;
    }

    public synchronized void set(boolean enabled, long newSeed, double newRate) {
        if (!(newRate >= 0 && newRate <= 1)) {
            throw new IllegalArgumentException("rate must be 0 to 1, was " + newRate);
        }
        on = enabled;
        seed = newSeed;
        rate = newRate;
        random = generator(newSeed);
    }

    public synchronized boolean isOn() {
        return on;
    }

    public synchronized double rate() {
        return rate;
    }

    public synchronized long seed() {
        return seed;
    }

    @Override
    public synchronized Trouble next(String operation, boolean onIndex) {
        if (!strikes()) {
            return Trouble.NONE;
        }
        if (operation.equals("TransactWriteItems")) {
            return oneOf(
                    Trouble.TRANSACTION_CONFLICT,
                    Trouble.TRANSACTION_CONFLICT,
                    Trouble.THROTTLED,
                    Trouble.ERROR_AFTER_COMMIT,
                    Trouble.SILENCE_AFTER_COMMIT);
        }
        if (WRITES.contains(operation)) {
            return oneOf(
                    Trouble.THROTTLED, Trouble.ERROR_AFTER_COMMIT, Trouble.SILENCE_AFTER_COMMIT);
        }
        if (onIndex) {
            return oneOf(Trouble.STALE_INDEX, Trouble.STALE_INDEX, Trouble.THROTTLED);
        }
        return READS.contains(operation) ? Trouble.THROTTLED : Trouble.NONE;
    }

    /// Whether calls of an operation can meet a trouble at all.
    public static boolean canMeet(Trouble trouble, String operation) {
        return switch (trouble) {
            case NONE -> true;
            case TRANSACTION_CONFLICT -> operation.equals("TransactWriteItems");
            case THROTTLED -> WRITES.contains(operation) || READS.contains(operation);
            case ERROR_AFTER_COMMIT, SILENCE_AFTER_COMMIT -> WRITES.contains(operation);
            case STALE_INDEX -> operation.equals("Query") || operation.equals("Scan");
        };
    }

    /// Whether a stream batch, a queue message or an asynchronous event is delivered twice, or a
    /// batch of one shard before an older one of another.
    public synchronized boolean duplicates() {
        return strikes();
    }

    private boolean strikes() {
        return on && random.nextDouble() < rate;
    }

    private Trouble oneOf(Trouble... troubles) {
        return troubles[random.nextInt(troubles.length)];
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
