package dev.coinless.functions.ledger;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.id.GrantId;
import java.util.List;
import java.util.UUID;

/// Money that came to an account without a grant; immutable.
///
/// @param id the same id never moves money twice: chosen by who asked for a credit, made from the
///   grant for a refund
public record Movement(UUID id, AccountId account, Entry entry, Origin origin) {

    /// Where the money came from.
    public sealed interface Origin {

        /// The platform gave it.
        record Promotion() implements Origin {}

        /// An operator gave back what was paid for goods that did not come.
        record Refund(GrantId grant, String operator) implements Origin {}
    }

    public Movement {
        boolean fits =
                switch (origin) {
                    case Origin.Promotion() -> entry.kind() == Entry.Kind.CREDIT;
                    case Origin.Refund _ -> entry.kind() == Entry.Kind.REFUND;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "movement %s: %s of %s".formatted(id, entry.kind(), origin));
        }
    }

    /// One of promotional credit.
    public Movement(UUID id, AccountId account, Entry entry) {
        this(id, account, entry, new Origin.Promotion());
    }

    /// Whose payable it touches; empty text if nobody's.
    public String operator() {
        return switch (origin) {
            case Origin.Promotion() -> "";
            case Origin.Refund(_, var operator) -> operator;
        };
    }

    public List<Posting> postings() {
        return entry.postings(account, operator(), entry.amount());
    }
}
