package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.money.Money;
import java.time.Instant;
import java.util.List;

/// One entry of the books; never edited. Its postings follow from it and from the hold or movement
/// it belongs to, and sum to zero.
///
/// @param version the account version that this entry produced; every version has exactly one
/// @param at when the cloud decided it, whole seconds; says nothing about order
public record Entry(Kind kind, long version, Instant at, Money amount) {

    /// What happened to the money.
    public enum Kind {
        /// Given to a customer by the platform.
        CREDIT,
        /// Set aside for a grant.
        HOLD,
        /// Taken for goods; what was held beyond it is free again.
        CAPTURE,
        /// The whole hold is free again; the amount is zero.
        VOID
    }

    public Entry {
        if (version < 1) {
            throw new IllegalArgumentException("an entry makes version 1 or later, not " + version);
        }
    }

    /// The postings of an entry that belongs to a hold.
    ///
    /// @param cap what the hold had set aside
    public List<Posting> postings(AccountId customer, String operator, Money cap) {
        var available = LedgerAccount.available(customer);
        var held = LedgerAccount.held(customer);
        return switch (kind) {
            case CREDIT ->
                    List.of(
                            negative(LedgerAccount.PROMOTIONAL_CREDIT, amount),
                            positive(available, amount));
            case HOLD -> List.of(negative(available, amount), positive(held, amount));
            case CAPTURE ->
                    List.of(
                            negative(held, cap),
                            positive(LedgerAccount.payable(operator), amount),
                            positive(available, cap.minus(amount)));
            case VOID -> List.of(negative(held, cap), positive(available, cap));
        };
    }

    private static Posting positive(LedgerAccount account, Money amount) {
        return new Posting(account, amount.minorUnits(), amount.currency());
    }

    private static Posting negative(LedgerAccount account, Money amount) {
        return new Posting(account, -amount.minorUnits(), amount.currency());
    }
}
