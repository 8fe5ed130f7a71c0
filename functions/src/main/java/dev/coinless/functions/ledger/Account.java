package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Es256PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A customer's account: a key, a balance, and the holds that are open.
///
/// Each change of the balance makes the next version and goes with exactly one [Entry] of that
/// version, written in the same transaction; so versions 1..n prove that no entry is missing.
///
/// @param key who may act for it now; the id is the thumbprint of its first key, for ever
/// @param holds open holds; `held` is the sum of their caps
/// @param reviews of holds that were voided in doubt
/// @param pace of its grants
public record Account(
        AccountId id,
        Es256PublicKey key,
        long version,
        Money available,
        Money held,
        List<OpenHold> holds,
        Reviews reviews,
        Pace pace) {

    public Account {
        holds = List.copyOf(holds);
        long sum = holds.stream().mapToLong(OpenHold::cap).reduce(0, Math::addExact);
        if (sum != held.minorUnits()) {
            throw new IllegalArgumentException(
                    "account %s holds %d but its open holds are %d"
                            .formatted(id, held.minorUnits(), sum));
        }
    }

    /// An account without money.
    public static Account opened(AccountId id, Es256PublicKey key, Money nothing) {
        return new Account(id, key, 0, nothing, nothing, List.of(), Reviews.NONE, Pace.NONE);
    }

    /// The account after a credit.
    public Account credited(Money amount) {
        return new Account(
                id, key, version + 1, available.plus(amount), held, holds, reviews, pace);
    }

    /// The account with money set aside for a grant.
    ///
    /// @throws IllegalArgumentException if it has not that much
    public Account with(OpenHold hold) {
        var cap = new Money(hold.cap(), available.currency());
        var more = new ArrayList<>(holds);
        more.add(hold);
        return new Account(
                id, key, version + 1, available.minus(cap), held.plus(cap), more, reviews, pace);
    }

    /// The account after a hold has ended.
    ///
    /// @param captured what was taken for goods; the rest of the cap is free again
    /// @throws IllegalStateException if the hold is not open on this account
    public Account ended(GrantId grant, Money captured) {
        var hold =
                holds.stream()
                        .filter(open -> open.grant().equals(grant))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "account %s has no open hold %s".formatted(id, grant)));
        var cap = new Money(hold.cap(), held.currency());
        return new Account(
                id,
                key,
                version + 1,
                available.plus(cap.minus(captured)),
                held.minus(cap),
                holds.stream().filter(open -> !open.equals(hold)).toList(),
                reviews,
                pace);
    }

    /// The same with one more review.
    public Account reviewed(Instant now) {
        return new Account(id, key, version, available, held, holds, reviews.oneMore(now), pace);
    }

    /// The same with one more grant counted.
    public Account paced(Instant now) {
        return new Account(id, key, version, available, held, holds, reviews, pace.oneMore(now));
    }

    public long openHoldsAt(ModuleId module) {
        return holds.stream().filter(open -> open.module().equals(module)).count();
    }
}
