package dev.coinless.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/// How many refunds an account got lately without a person having looked.
///
/// @param last when the latest was
public record Refunds(long count, Instant last) {

    public static final Refunds NONE = new Refunds(0, Instant.EPOCH);

    /// After this long without one they are forgotten: machines fail honest customers now and then,
    /// and whoever asks every week is looked at.
    static final Duration WINDOW = Duration.ofDays(30);

    Refunds oneMore(Instant now) {
        return new Refunds(recent(now) + 1, now);
    }

    /// How many are not forgotten.
    public long recent(Instant now) {
        return now.isBefore(last.plus(WINDOW)) ? count : 0;
    }
}
