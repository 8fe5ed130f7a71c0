package dev.coinless.functions.ledger;

import java.time.Instant;

/// How many grants an account was given in the newest minute it was given any.
///
/// @param minute since 1970
public record Pace(long minute, long count) {

    public static final Pace NONE = new Pace(0, 0);

    private static final int SECONDS = 60;

    public Pace oneMore(Instant now) {
        return new Pace(minuteOf(now), in(now) + 1);
    }

    /// How many in the minute that it is now.
    public long in(Instant now) {
        return minute == minuteOf(now) ? count : 0;
    }

    private static long minuteOf(Instant now) {
        return now.getEpochSecond() / SECONDS;
    }
}
