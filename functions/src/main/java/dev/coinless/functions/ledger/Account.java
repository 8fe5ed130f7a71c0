package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.money.Money;
import dev.coinless.model.sign.Es256PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A customer's account: a key, a balance, and the holds that have not ended.
///
/// Each change of the balance, of the holds or of the liens makes the next version and goes with
/// exactly one [Entry] of that version, written in the same transaction; so versions 1..n prove
/// that no entry is missing.
///
/// @param key who may act for it now; the id is the thumbprint of its first key, for ever
/// @param debt what the risk account has paid for it and not got back; nothing is available
///   meanwhile, because whatever comes in goes there first
/// @param holds open holds; `held` is the sum of their caps
/// @param liens holds that were released for now: their receipt may still come and take the money
/// @param conduct what limits look at
public record Account(
        AccountId id,
        Es256PublicKey key,
        long version,
        Money available,
        Money held,
        Money debt,
        List<OpenHold> holds,
        List<OpenHold> liens,
        Conduct conduct) {

    public Account {
        holds = List.copyOf(holds);
        liens = List.copyOf(liens);
        long sum = holds.stream().mapToLong(OpenHold::cap).reduce(0, Math::addExact);
        if (sum != held.minorUnits()) {
            throw new IllegalArgumentException(
                    "account %s holds %d but its open holds are %d"
                            .formatted(id, held.minorUnits(), sum));
        }
        if (!debt.isZero() && !available.isZero()) {
            throw new IllegalArgumentException(
                    "account %s has %s and owes %s".formatted(id, available, debt));
        }
    }

    /// An account without money.
    public static Account opened(AccountId id, Es256PublicKey key, Money nothing) {
        return new Account(
                id, key, 0, nothing, nothing, nothing, List.of(), List.of(), Conduct.NEW);
    }

    /// What of money that comes in goes to the risk account first.
    public Money repays(Money gain) {
        return gain.min(debt);
    }

    /// What of an amount the risk account has to pay, because it is not available.
    public Money lacks(Money amount) {
        return amount.minus(amount.min(available));
    }

    /// The account after money has come in: a credit or a refund.
    public Account credited(Money amount) {
        return next(held, holds, liens).gaining(amount);
    }

    /// The account with money set aside for a grant.
    ///
    /// @throws IllegalArgumentException if it has not that much
    public Account with(OpenHold hold) {
        var cap = new Money(hold.cap(), available.currency());
        return next(held.plus(cap), plus(holds, hold), liens).paying(cap, false);
    }

    /// The account after a hold has ended.
    ///
    /// @param captured what was taken for goods; the rest of the cap is free again
    /// @throws IllegalStateException if the hold is not open on this account
    public Account ended(GrantId grant, Money captured) {
        var hold = require(holds, grant);
        var cap = new Money(hold.cap(), held.currency());
        return next(held.minus(cap), minus(holds, hold), liens).gaining(cap.minus(captured));
    }

    /// The account after a hold was released for now, leaving a lien.
    public Account released(GrantId grant) {
        var hold = require(holds, grant);
        var cap = new Money(hold.cap(), held.currency());
        return next(held.minus(cap), minus(holds, hold), plus(liens, hold)).gaining(cap);
    }

    /// The account after money was taken late, into debt if need be.
    public Account charged(Money amount) {
        return next(held, holds, liens).paying(amount, true);
    }

    /// The same without a lien, which is what a late capture leaves behind; no version of its own.
    Account without(GrantId grant) {
        return new Account(
                id,
                key,
                version,
                available,
                held,
                debt,
                holds,
                minus(liens, require(liens, grant)),
                conduct);
    }

    /// The account after an entry that moves nothing.
    public Account touched() {
        return next(held, holds, liens);
    }

    public Account with(Conduct other) {
        return new Account(id, key, version, available, held, debt, holds, liens, other);
    }

    /// Whether the money of this grant is set aside.
    public boolean holds(GrantId grant) {
        return holds.stream().anyMatch(open -> open.grant().equals(grant));
    }

    /// Whether this grant was released for now.
    public boolean hasLien(GrantId grant) {
        return liens.stream().anyMatch(open -> open.grant().equals(grant));
    }

    public long openHoldsAt(ModuleId module) {
        return holds.stream().filter(open -> open.module().equals(module)).count();
    }

    /// The same with one more review.
    public Account reviewed(Instant now) {
        return with(conduct.reviewed(now));
    }

    /// The same with one more grant counted.
    public Account paced(Instant now) {
        return with(conduct.granted(now));
    }

    private Account next(Money nowHeld, List<OpenHold> nowHolds, List<OpenHold> nowLiens) {
        return new Account(
                id, key, version + 1, available, nowHeld, debt, nowHolds, nowLiens, conduct);
    }

    private Account gaining(Money gain) {
        var repaid = repays(gain);
        return balances(available.plus(gain.minus(repaid)), debt.minus(repaid));
    }

    private Account paying(Money amount, boolean intoDebt) {
        var lacking = intoDebt ? lacks(amount) : Money.zero(amount.currency());
        return balances(available.minus(amount.minus(lacking)), debt.plus(lacking));
    }

    private Account balances(Money nowAvailable, Money nowDebt) {
        return new Account(id, key, version, nowAvailable, held, nowDebt, holds, liens, conduct);
    }

    private OpenHold require(List<OpenHold> among, GrantId grant) {
        return among.stream()
                .filter(open -> open.grant().equals(grant))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "account %s has no open hold %s".formatted(id, grant)));
    }

    private static List<OpenHold> plus(List<OpenHold> holds, OpenHold hold) {
        var more = new ArrayList<>(holds);
        more.add(hold);
        return more;
    }

    private static List<OpenHold> minus(List<OpenHold> holds, OpenHold hold) {
        return holds.stream().filter(open -> !open.equals(hold)).toList();
    }
}
