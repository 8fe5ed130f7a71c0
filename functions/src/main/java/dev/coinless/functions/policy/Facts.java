package dev.coinless.functions.policy;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.money.Money;
import java.time.Instant;

/// All that the limits look at, for one grant that is asked for.
///
/// @param amount that would be set aside
/// @param badCodes of the account at this module
/// @param grantsAtModule in this minute
/// @param exposed what may still be taken for goods of the module, by the Book, in minor units of
///   its currency
public record Facts(
        Account account,
        PaymentModule module,
        Money amount,
        BadCodes badCodes,
        long grantsAtModule,
        long exposed,
        Instant now) {

    public Facts with(Money other) {
        return new Facts(account, module, other, badCodes, grantsAtModule, exposed, now);
    }

    /// What the account has spent today or may have: what is held is as good as spent.
    long spentToday() {
        return Math.addExact(account.conduct().spending().on(now), account.held().minorUnits());
    }
}
