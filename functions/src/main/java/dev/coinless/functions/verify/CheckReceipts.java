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

    private CheckReceipts() {}

    /// What is wrong, one sentence for each hold.
    static List<String> faults(Books books, Environment environment) {
        return books.holds().stream()
                .flatMap(hold ->
                        hold
                                .receipt()
                                .flatMap(key -> fault(hold, key, books, environment))
                                .stream())
                .toList();
    }

    private static Optional<String> fault(
            Hold hold, ReceiptKey key, Books books, Environment environment) {
        var receipt = books.receipts().get(key);
        if (receipt == null) {
            return Optional.of(
                    "grant %s: ended by receipt %s, which is not stored".formatted(hold.id(), key));
        }
        if (!receipt.grant().equals(hold.id())) {
            return Optional.of(
                    "grant %s: ended by receipt %s, which names grant %s"
                            .formatted(hold.id(), key, receipt.grant()));
        }
        var judgement = Judgement.of(receipt, Optional.of(hold), environment);
        return follows(hold, receipt, judgement)
                ? Optional.empty()
                : Optional.of(
                        "grant %s: is %s with %d captured, which receipt %s (%s, %d) does not prove"
                                .formatted(
                                        hold.id(),
                                        hold.state().getClass().getSimpleName(),
                                        hold.captured().minorUnits(),
                                        key,
                                        judgement,
                                        receipt.amount().minorUnits()));
    }

    private static boolean follows(Hold hold, Receipt receipt, Judgement judgement) {
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
