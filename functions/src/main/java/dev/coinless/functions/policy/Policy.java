package dev.coinless.functions.policy;

import dev.coinless.functions.policy.Rule.Breach;
import dev.coinless.model.money.Money;
import java.util.List;
import java.util.Optional;

/// Evaluates all limits; pure. No other place refuses for a limit.
public final class Policy {

    private static final List<Rule> ALL = List.of(Rule.values());

    private final Limits limits;

    public Policy(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /// The first limit that a grant would exceed.
    public Optional<Breach> breach(Facts facts) {
        return breach(facts, ALL);
    }

    /// The same, before any work is spent on what was sent: guesses are not answered.
    public Optional<Breach> guessing(Facts facts) {
        return breach(facts, List.of(Rule.ATTEMPTS));
    }

    /// @param order in which the limits are looked at
    Optional<Breach> breach(Facts facts, List<Rule> order) {
        return order.stream().flatMap(rule -> rule.breach(facts, limits).stream()).findFirst();
    }

    /// The most that a grant without a price may cost: what is wished, as far as money and limits
    /// allow. At least one minor unit, so that [#breach] says why if nothing is left.
    public Money most(Facts facts, Money wished) {
        long most =
                Math.min(
                        Math.min(wished.minorUnits(), facts.account().available().minorUnits()),
                        Math.min(
                                Math.min(limits.cap(), limits.perUse()),
                                Math.min(
                                        limits.perDay() - facts.spentToday(),
                                        limits.exposurePerModule() - facts.exposed())));
        return new Money(Math.max(1, most), wished.currency());
    }
}
