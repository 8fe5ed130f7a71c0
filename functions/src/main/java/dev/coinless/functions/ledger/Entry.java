package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One entry of the books; never edited. Its postings follow from it and from the hold or movement
/// it belongs to, and sum to zero.
///
/// @param version the account version that this entry produced; every version has exactly one
/// @param at when the cloud decided it, whole seconds; says nothing about order
/// @param risk what the risk account paid for the customer in a late capture; in every other entry
///   what it got back of the money that came in
public record Entry(Kind kind, long version, Instant at, Money amount, Money risk) {

    /// What happened to the money.
    public enum Kind {
        /// Given to a customer by the platform.
        CREDIT,
        /// Set aside for a grant.
        HOLD,
        /// Taken for goods; what was held beyond it is free again.
        CAPTURE,
        /// The whole hold is free again; the amount is zero.
        VOID,
        /// The whole hold is free again for now, although its receipt may still come; the amount is
        /// zero.
        RELEASE,
        /// Taken for goods after the hold was free again: from what is available, the rest is the
        /// customer's debt.
        LATE_CAPTURE,
        /// Nothing moves: what was free for now is free for good, or a person has decided so; the
        /// amount is zero.
        CLOSE,
        /// Given back by an operator.
        REFUND
    }

    public Entry {
        if (version < 1) {
            throw new IllegalArgumentException("an entry makes version 1 or later, not " + version);
        }
    }

    /// One in which the risk account has no part.
    public Entry(Kind kind, long version, Instant at, Money amount) {
        this(kind, version, at, amount, Money.zero(amount.currency()));
    }

    /// The postings of an entry that belongs to a hold or a movement.
    ///
    /// @param operator who gets or gives, where one does
    /// @param cap what the hold had set aside
    public List<Posting> postings(AccountId customer, String operator, Money cap) {
        var available = LedgerAccount.available(customer);
        var held = LedgerAccount.held(customer);
        return switch (kind) {
            case CREDIT -> gained(available, amount, out(LedgerAccount.PROMOTIONAL_CREDIT, amount));
            case HOLD -> List.of(out(available, amount), in(held, amount));
            case CAPTURE ->
                    gained(
                            available,
                            cap.minus(amount),
                            out(held, cap),
                            in(LedgerAccount.payable(operator), amount));
            case VOID, RELEASE -> gained(available, cap, out(held, cap));
            case LATE_CAPTURE -> late(available, LedgerAccount.payable(operator));
            case CLOSE -> List.of();
            case REFUND -> gained(available, amount, out(LedgerAccount.payable(operator), amount));
        };
    }

    /// The given postings, and what the customer gains by them, the risk account first.
    private List<Posting> gained(LedgerAccount available, Money gain, Posting... from) {
        var postings = new ArrayList<>(List.of(from));
        postings.add(in(available, gain.minus(risk)));
        if (!risk.isZero()) {
            postings.add(in(LedgerAccount.RISK_EXPOSURE, risk));
        }
        return List.copyOf(postings);
    }

    private List<Posting> late(LedgerAccount available, LedgerAccount payable) {
        var postings = new ArrayList<Posting>();
        postings.add(out(available, amount.minus(risk)));
        if (!risk.isZero()) {
            postings.add(out(LedgerAccount.RISK_EXPOSURE, risk));
        }
        postings.add(in(payable, amount));
        return List.copyOf(postings);
    }

    private static Posting in(LedgerAccount account, Money amount) {
        return new Posting(account, amount.minorUnits(), amount.currency());
    }

    private static Posting out(LedgerAccount account, Money amount) {
        return new Posting(account, -amount.minorUnits(), amount.currency());
    }
}
