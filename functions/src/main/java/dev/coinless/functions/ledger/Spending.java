package dev.coinless.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/// What an account has spent on the newest day (UTC) on which it bought anything.
///
/// @param day since 1970
/// @param minorUnits captured on it
public record Spending(long day, long minorUnits) {

    public static final Spending NONE = new Spending(0, 0);

    private static final long DAY = Duration.ofDays(1).toSeconds();

    Spending plus(long amount, Instant now) {
        return new Spending(dayOf(now), Math.addExact(on(now), amount));
    }

    /// How much on the day that it is now.
    public long on(Instant now) {
        return day == dayOf(now) ? minorUnits : 0;
    }

    private static long dayOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), DAY);
    }
}
