package dev.coinless.functions.refund;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.refund.DecideRefund.Decision;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives money back, or writes down that somebody asks for it, or decides.
///
/// The grant is what makes it happen once: asking again, with whatever request id, gets how it
/// stands; the same request id with other content is refused with REPLAY.
public final class RefundPurchase {

    /// Claims shown in one go; more follow when these are decided.
    static final int MAX_CLAIMS = 200;

    private final RefundStore store;
    private final RefundLimits limits;
    private final Attempts attempts;

    public RefundPurchase(RefundStore store, RefundLimits limits, Attempts attempts) {
        this.store = store;
        this.limits = limits;
        this.attempts = attempts;
    }

    /// What came of it.
    public sealed interface Refunded {

        /// How the claim stands now.
        record Stands(RefundClaim claim) implements Refunded {}

        record Refused(Refusal reason, String detail) implements Refunded {}
    }

    /// A customer asks.
    public Refunded ask(RefundRequest asked, Instant now) {
        return attempts.until(() -> {
            var hold = store.hold(asked.grant());
            var earlier = store.claim(asked.grant());
            var account = store.account(asked.account()).orElseThrow();
            return act(DecideRefund.ask(asked, hold, earlier, account, limits, now), account);
        });
    }

    /// An operator decides.
    ///
    /// @param reason in the operator's words
    public Refunded decide(
            GrantId grant, boolean approve, String operator, String reason, Instant now) {
        return attempts.until(() -> {
            var claim = store.claim(grant);
            if (claim.isEmpty()) {
                return Optional.of(
                        new Refunded.Refused(
                                Refusal.NOT_OWNER, "nobody asks for a refund of " + grant));
            }
            var account = store.account(claim.get().account()).orElseThrow();
            return act(
                    DecideRefund.decide(approve, operator, reason, claim.get(), account, now),
                    account);
        });
    }

    /// What an operator has to decide, the oldest first.
    public List<RefundClaim> asked(String operator) {
        var claims = new ArrayList<RefundClaim>();
        for (var grant : store.asked(operator, MAX_CLAIMS)) {
            store.claim(grant)
                    .filter(claim -> claim.state() instanceof RefundClaim.State.Asked)
                    .ifPresent(claims::add);
        }
        return claims;
    }

    private Optional<Refunded> act(Decision decision, Account before) {
        return switch (decision) {
            case Decision.Refund(var after, var movement, var claim) ->
                    written(store.refund(before, after, movement, claim), claim);
            case Decision.Note(var claim) -> written(store.note(claim), claim);
            case Decision.Stands(var claim) -> Optional.of(new Refunded.Stands(claim));
            case Decision.Refused(var reason, var detail) ->
                    Optional.of(new Refunded.Refused(reason, detail));
        };
    }

    private static Optional<Refunded> written(Write write, RefundClaim claim) {
        return write == Write.WRITTEN ? Optional.of(new Refunded.Stands(claim)) : Optional.empty();
    }
}
