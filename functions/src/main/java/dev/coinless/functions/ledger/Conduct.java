package dev.coinless.functions.ledger;

import dev.coinless.model.money.Money;
import java.time.Instant;

/// What an account has done so far, as far as limits look at it. Moves no money, so it has no
/// entries; it is written together with what it counts.
///
/// @param reviews of holds that were voided in doubt
/// @param pace of its grants
/// @param standing by its settled sales
/// @param spending of today
/// @param refunds that it got without a person's decision
public record Conduct(
        Reviews reviews, Pace pace, Standing standing, Spending spending, Refunds refunds) {

    public static final Conduct NEW =
            new Conduct(Reviews.NONE, Pace.NONE, Standing.NONE, Spending.NONE, Refunds.NONE);

    public Conduct reviewed(Instant now) {
        return new Conduct(reviews.oneMore(now), pace, standing, spending, refunds);
    }

    public Conduct granted(Instant now) {
        return new Conduct(reviews, pace.oneMore(now), standing, spending, refunds);
    }

    /// With one more sale.
    public Conduct sold(Money amount, Instant now) {
        return new Conduct(
                reviews,
                pace,
                standing.sold(now),
                spending.plus(amount.minorUnits(), now),
                refunds);
    }

    /// With one more hold released for now.
    public Conduct released(Instant now) {
        return new Conduct(reviews, pace, standing.released(now), spending, refunds);
    }

    public Conduct refunded(Instant now) {
        return new Conduct(reviews, pace, standing, spending, refunds.oneMore(now));
    }
}
