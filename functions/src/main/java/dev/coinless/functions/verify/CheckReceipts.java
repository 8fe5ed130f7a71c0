package dev.coinless.functions.verify;

import dev.coinless.functions.ledger.Books;
import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.ledger.ReceiptKey;
import dev.coinless.functions.redeem.Judgement;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Environment;
import java.util.List;
import java.util.Optional;

/// Checks that every hold which a receipt has ended is ended as that receipt says: it is stored,
/// names this very grant, and judged again it proves the same; what was captured is what it says.
///
/// So no receipt captures twice, and none without the holder's evidence.
final class CheckReceipts {

    /// Bytes of a hash that a message shows.
    private static final int SHOWN = 8;

    private CheckReceipts() {}

    /// What is wrong, one sentence for each hold.
    static List<String> faults(Books books, Environment environment) {
        return books.holds().stream()
                .flatMap(hold -> fault(hold, books, environment).stream())
                .toList();
    }

    private static Optional<String> fault(Hold hold, Books books, Environment environment) {
        return switch (hold.state()) {
            case HoldState.Held(), HoldState.Released _, HoldState.VoidedByProof _ ->
                    Optional.empty();
            case HoldState.Captured(_, var key) -> fault(hold, key, books, environment);
            case HoldState.Voided(_, var key) -> fault(hold, key, books, environment);
            case HoldState.Reviewed(_, var key) -> fault(hold, key, books, environment);
            case HoldState.Decided(_, HoldState.Ground.Review(var key), _) ->
                    fault(hold, key, books, environment);
            case HoldState.Decided(_, HoldState.Ground.Contradiction(var hash), _) ->
                    fault(
                            hold,
                            Optional.ofNullable(books.contradictions().get(hash)),
                            "that contradicts, " + hash.first(SHOWN).hex(),
                            environment);
            case HoldState.Decided(_, HoldState.Ground.Nothing(), _) ->
                    hold.captured().isZero()
                            ? Optional.empty()
                            : Optional.of(
                                    "grant %s: %s captured without a receipt"
                                            .formatted(hold.id(), hold.captured()));
        };
    }

    private static Optional<String> fault(
            Hold hold, ReceiptKey key, Books books, Environment environment) {
        return fault(
                hold, Optional.ofNullable(books.receipts().get(key)), key.toString(), environment);
    }

    private static Optional<String> fault(
            Hold hold, Optional<Receipt> found, String name, Environment environment) {
        if (found.isEmpty()) {
            return Optional.of(
                    "grant %s: ended by receipt %s, which is not stored"
                            .formatted(hold.id(), name));
        }
        var receipt = found.get();
        if (!receipt.grant().equals(hold.id())) {
            return Optional.of(
                    "grant %s: ended by receipt %s, which names grant %s"
                            .formatted(hold.id(), name, receipt.grant()));
        }
        var judgement = Judgement.of(receipt, Optional.of(hold), environment);
        return follows(hold, receipt, judgement, environment)
                ? Optional.empty()
                : Optional.of(
                        "grant %s: is %s with %d captured, which receipt %s (%s, %d) does not prove"
                                .formatted(
                                        hold.id(),
                                        hold.state().getClass().getSimpleName(),
                                        hold.captured().minorUnits(),
                                        name,
                                        judgement,
                                        receipt.amount().minorUnits()));
    }

    private static boolean follows(
            Hold hold, Receipt receipt, Judgement judgement, Environment environment) {
        if (hold.state() instanceof HoldState.Decided) {
            return hold.captured().isZero() || Judgement.isWanted(receipt, hold, environment);
        }
        return switch (judgement) {
            case SALE ->
                    hold.state() instanceof HoldState.Captured
                            && hold.captured().equals(receipt.amount().min(hold.cap()));
            case NO_SALE -> hold.state() instanceof HoldState.Voided;
            case UNKNOWN_OUTCOME, SOLD_DESPITE_CANCEL, OTHER_PRICE, NO_PROOF ->
                    hold.state() instanceof HoldState.Reviewed;
            case WRONG_MODULE, UNKNOWN_GRANT -> false;
        };
    }
}
