package dev.coinless.functions.refund;

import dev.coinless.functions.ledger.Account;
import dev.coinless.functions.ledger.Entry;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.Movement;
import dev.coinless.functions.refund.RefundClaim.State;
import dev.coinless.model.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/// Decides about refunds; pure. Never more than was captured, once for each grant.
public final class DecideRefund {

    private DecideRefund() {}

    /// What is to be done.
    public sealed interface Decision {

        /// Give the money back: write these together, the claim as new or as the one before still
        /// is.
        record Refund(Account account, Movement movement, RefundClaim claim) implements Decision {}

        /// Write the claim down; no money moves.
        record Note(RefundClaim claim) implements Decision {}

        /// Nothing is to be done; this is how it stands.
        record Stands(RefundClaim claim) implements Decision {}

        record Refused(Refusal reason, String detail) implements Decision {}
    }

    /// What a customer's request leads to.
    ///
    /// @param asked the claim as it would be
    /// @param hold of the grant, if there is one
    /// @param earlier claim for the same grant
    public static Decision ask(
            RefundRequest asked,
            Optional<Hold> hold,
            Optional<RefundClaim> earlier,
            Account account,
            RefundLimits limits,
            Instant now) {
        if (hold.isEmpty() || !hold.get().account().equals(account.id())) {
            return new Decision.Refused(Refusal.NOT_OWNER, "this account has no such grant");
        }
        if (earlier.isPresent()) {
            return again(asked, earlier.get());
        }
        var captured = hold.get().captured();
        if (captured.isZero()) {
            return new Decision.Refused(Refusal.MISMATCH, "nothing was taken for this grant");
        }
        if (now.isAfter(taken(hold.get()).plus(RefundLimits.LATEST))) {
            return new Decision.Refused(
                    Refusal.EXPIRED,
                    "it is more than %d days ago".formatted(RefundLimits.LATEST.toDays()));
        }
        var claim =
                new RefundClaim(
                        hold.get().id(),
                        account.id(),
                        hold.get().operator(),
                        hold.get().grant().module(),
                        captured,
                        asked.why(),
                        now,
                        asked.request(),
                        asked.contentHash(),
                        new State.Asked());
        boolean automatic =
                captured.minorUnits() <= limits.automatic()
                        && account.conduct().refunds().recent(now) < limits.automaticPerMonth();
        if (!automatic) {
            return new Decision.Note(claim);
        }
        var refund = refund(claim, new State.Automatic(), account, now);
        var counted = refund.account().with(account.conduct().refunded(now));
        return new Decision.Refund(counted, refund.movement(), refund.claim());
    }

    /// What an operator's decision leads to.
    ///
    /// @param reason in the operator's words, kept with the claim
    public static Decision decide(
            boolean approve,
            String operator,
            String reason,
            RefundClaim claim,
            Account account,
            Instant now) {
        if (!claim.operator().equals(operator)) {
            return new Decision.Refused(
                    Refusal.WRONG_OPERATOR, "this grant was for another operator's machine");
        }
        return switch (claim.state()) {
            case State.Asked() ->
                    approve
                            ? refund(claim, new State.Approved(reason, now), account, now)
                            : new Decision.Note(claim.with(new State.Denied(reason, now)));
            case State.Automatic() -> decided(approve, true, claim);
            case State.Approved _ -> decided(approve, true, claim);
            case State.Denied _ -> decided(approve, false, claim);
        };
    }

    private static Decision decided(boolean approve, boolean given, RefundClaim claim) {
        return approve == given
                ? new Decision.Stands(claim)
                : new Decision.Refused(Refusal.REPLAY, "it was decided otherwise before");
    }

    private static Decision again(RefundRequest asked, RefundClaim earlier) {
        boolean reused =
                earlier.request().equals(asked.request())
                        && !earlier.requestHash().equals(asked.contentHash());
        return reused
                ? new Decision.Refused(
                        Refusal.REPLAY, "this request id was used with other content")
                : new Decision.Stands(earlier);
    }

    private static Instant taken(Hold hold) {
        return hold.ending().orElse(hold.placed()).at();
    }

    private static Decision.Refund refund(
            RefundClaim claim, State state, Account account, Instant now) {
        var after = account.credited(claim.amount());
        var entry =
                new Entry(
                        Entry.Kind.REFUND,
                        after.version(),
                        now,
                        claim.amount(),
                        account.repays(claim.amount()));
        var movement =
                new Movement(
                        RefundClaim.movementOf(claim.grant()), account.id(), entry, claim.origin());
        return new Decision.Refund(after, movement, claim.with(state));
    }
}
