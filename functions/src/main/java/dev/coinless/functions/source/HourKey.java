package dev.coinless.functions.source;

import dev.coinless.model.bytes.Bytes;
import java.time.Duration;
import java.time.Instant;

/// The key under which sources are counted in one hour; drawn at random, in no way derived from
/// anything that stays.
///
/// @param hour since 1970
public record HourKey(long hour, Bytes key) {

    public static final int LENGTH = 32;
    public static final Duration HOUR = Duration.ofHours(1);

    static long hourOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), HOUR.toSeconds());
    }

    /// When the hour is over.
    static Instant endOf(long hour) {
        return Instant.ofEpochSecond(Math.multiplyExact(hour + 1, HOUR.toSeconds()));
    }
}
