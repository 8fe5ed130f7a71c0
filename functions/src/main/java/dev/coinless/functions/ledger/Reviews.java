package dev.coinless.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/// How many holds of an account were lately voided in full although nobody knows what the machine
/// did. Each may have been an item for nothing, so their number is limited.
///
/// @param last when the latest was
public record Reviews(long count, Instant last) {

    public static final Reviews NONE = new Reviews(0, Instant.EPOCH);

    /// After this long without one they are forgotten: who cuts the power for free items gets a few
    /// a day at most, and who met a bad cable buys again tomorrow.
    static final Duration WINDOW = Duration.ofDays(1);

    public Reviews oneMore(Instant now) {
        return new Reviews(recent(now) + 1, now);
    }

    /// How many are not forgotten.
    public long recent(Instant now) {
        return now.isBefore(last.plus(WINDOW)) ? count : 0;
    }
}
