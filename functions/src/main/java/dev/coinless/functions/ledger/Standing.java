package dev.coinless.functions.ledger;

import java.time.Duration;
import java.time.Instant;

/// How well an account is known, by what it bought: whoever has bought often and for long gets its
/// money back before the receipt of a hold has come.
///
/// @param sales that were settled
/// @param first when the first was
/// @param release when a hold of the account was last released for now
public record Standing(long sales, Instant first, Instant release) {

    public static final Standing NONE = new Standing(0, Instant.EPOCH, Instant.EPOCH);

    /// So many sales, and nobody makes accounts in stock to have holds released.
    static final int SALES = 10;

    /// The sales must lie this far apart, first to now.
    static final Duration KNOWN = Duration.ofDays(30);

    /// One release in this time: bounds what a customer gets who hides receipts.
    static final Duration BETWEEN_RELEASES = Duration.ofDays(7);

    public Standing sold(Instant now) {
        return new Standing(sales + 1, sales == 0 ? now : first, release);
    }

    public Standing released(Instant now) {
        return new Standing(sales, first, now);
    }

    /// Whether there were enough sales over enough time.
    public boolean isGood(Instant now) {
        return sales >= SALES && !now.isBefore(first.plus(KNOWN));
    }

    /// Whether the last release is long enough ago.
    public boolean mayRelease(Instant now) {
        return !now.isBefore(release.plus(BETWEEN_RELEASES));
    }
}
