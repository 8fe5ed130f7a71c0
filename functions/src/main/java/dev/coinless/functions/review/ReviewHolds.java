package dev.coinless.functions.review;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.review.DecideReview.Ruling;
import dev.coinless.functions.review.DecideReview.Wish;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Shows an operator what a person has to decide, and carries the decision out: one immutable
/// entry.
///
/// The same decision again changes nothing and gets the same answer; another one is refused with
/// REPLAY.
public final class ReviewHolds {

    /// Cases shown in one go; more follow when these are decided.
    static final int MAX_CASES = 200;

    /// Open holds looked through for those that no receipt can end.
    private static final int MAX_OPEN = 5_000;

    private final ReviewStore store;
    private final Environment environment;
    private final Attempts attempts;

    public ReviewHolds(ReviewStore store, Environment environment, Attempts attempts) {
        this.store = store;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// What came of a decision.
    public sealed interface Reviewed {

        record Done(Hold hold) implements Reviewed {}

        record Refused(Refusal reason, String detail) implements Reviewed {}
    }

    /// The cases of an operator, those in review first.
    public List<Case> cases(String operator) {
        var grants = new LinkedHashSet<>(store.inReview(operator, MAX_CASES));
        grants.addAll(store.open(MAX_OPEN));
        var cases = new ArrayList<Case>();
        for (var grant : grants) {
            if (cases.size() < MAX_CASES) {
                find(grant)
                        .filter(each -> each.hold().operator().equals(operator))
                        .filter(each -> each.cause() != Case.Cause.NONE)
                        .ifPresent(cases::add);
            }
        }
        return cases;
    }

    /// Whether something may be captured, and not only released.
    public boolean hasEvidence(Case of) {
        return DecideReview.evidence(of, environment).isPresent();
    }

    /// Carries a decision out.
    ///
    /// @param wish made for the hold, whose currency it needs
    public Reviewed review(
            GrantId grant, Function<Hold, Wish> wish, String operator, String reason, Instant now) {
        return attempts.until(() -> attempt(grant, wish, operator, reason, now));
    }

    private Optional<Reviewed> attempt(
            GrantId grant, Function<Hold, Wish> wish, String operator, String reason, Instant now) {
        var found = find(grant);
        if (found.isEmpty()) {
            return Optional.of(
                    new Reviewed.Refused(Refusal.NOT_OWNER, "there is no grant " + grant));
        }
        var hold = found.get().hold();
        var account = store.account(hold.account()).orElseThrow();
        if (!SettleHold.fit(account, hold)) {
            return Optional.empty();
        }
        var ruling =
                DecideReview.decide(
                        wish.apply(hold), operator, reason, found.get(), account, environment, now);
        return switch (ruling) {
            case Ruling.Refused(var why, var detail) ->
                    Optional.of(new Reviewed.Refused(why, detail));
            case Ruling.Already(var decided) -> Optional.of(new Reviewed.Done(decided));
            case Ruling.Settles(var settled) ->
                    store.settle(account, settled) == Write.WRITTEN
                            ? Optional.of(new Reviewed.Done(settled.hold()))
                            : Optional.empty();
        };
    }

    private Optional<Case> find(GrantId grant) {
        return store.hold(grant)
                .flatMap(hold ->
                        store.module(hold.grant().module())
                                .map(module ->
                                        new Case(
                                                hold,
                                                module,
                                                store.progress(module.id()),
                                                store.control(module.id()),
                                                store.receiptsOf(hold))));
    }
}
