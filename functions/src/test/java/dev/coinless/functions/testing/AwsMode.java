package dev.coinless.functions.testing;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// How badly the table behaves: what AWS does now and then and DynamoDB Local never does.
///
/// Each number is the share of requests, in percent.
///
/// @param conflict transactions cancelled because they met another one
/// @param throttle requests refused because there were too many
/// @param lostAnswer writes that are done, but whose answer never arrives
/// @param staleIndex index changes that a read does not see yet
public record AwsMode(int conflict, int throttle, int lostAnswer, int staleIndex) {

    /// Never fails.
    public static final AwsMode CALM = new AwsMode(0, 0, 0, 0);

    /// Worse than AWS ever is, so that a short test meets everything.
    public static final AwsMode ROUGH = new AwsMode(15, 5, 10, 50);

    /// The dice of a run.
    ///
    /// @param seed replays it
    public static RandomGenerator dice(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
