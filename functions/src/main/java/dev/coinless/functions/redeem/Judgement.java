package dev.coinless.functions.redeem;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.present.Intent;
import dev.coinless.model.receipt.Evidence;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Environment;
import java.util.Optional;

/// What a genuine receipt proves about the grant it names. Follows from the two alone, so it is the
/// same whenever and by whatever route the receipt arrives.
public enum Judgement {
    /// The holder wanted it and the machine gave it: capture.
    SALE,
    /// Nothing was sold: void.
    NO_SALE,
    /// A power cut hid what the machine did: void in full and have it looked at.
    UNKNOWN_OUTCOME,
    /// The holder wanted the code burnt, yet a sale is claimed: void in full and have it looked at.
    SOLD_DESPITE_CANCEL,
    /// A selection was granted at its exact price, and another amount is claimed: void in full and
    /// have it looked at.
    OTHER_PRICE,
    /// Without the holder's proof nothing is captured: void in full and have it looked at.
    NO_PROOF,
    /// The grant is for another module or generation; this receipt says nothing about it.
    WRONG_MODULE,
    /// No such grant was ever issued here.
    UNKNOWN_GRANT;

    /// Judges a receipt whose signature has been verified.
    ///
    /// @param hold of the grant that the receipt names
    public static Judgement of(Receipt receipt, Optional<Hold> hold, Environment environment) {
        if (hold.isEmpty()) {
            return UNKNOWN_GRANT;
        }
        var grant = hold.get().grant();
        if (!grant.module().equals(receipt.module())
                || !grant.generation().equals(receipt.generation())) {
            return WRONG_MODULE;
        }
        if (!isProven(receipt.evidence(), hold.get(), environment)) {
            return NO_PROOF;
        }
        return switch (receipt.outcome()) {
            case VENDED -> sale(receipt, hold.get());
            case FAILED, CLOSED_UNUSED -> NO_SALE;
            case UNKNOWN -> UNKNOWN_OUTCOME;
        };
    }

    /// Whether the grant's code was consumed, so that nobody else's grant on it can be used.
    public boolean showsCodeSpent() {
        return switch (this) {
            case SALE, NO_SALE, UNKNOWN_OUTCOME, SOLD_DESPITE_CANCEL, OTHER_PRICE, NO_PROOF -> true;
            case WRONG_MODULE, UNKNOWN_GRANT -> false;
        };
    }

    /// Whether a receipt of this grant's module contains the holder's own word that it wants to
    /// pay, or names the selection that the grant is bound to: without that nothing is ever
    /// captured, whoever decides.
    public static boolean isWanted(Receipt receipt, Hold hold, Environment environment) {
        return receipt.grant().equals(hold.id())
                && receipt.module().equals(hold.grant().module())
                && receipt.generation().equals(hold.grant().generation())
                && isProven(receipt.evidence(), hold, environment)
                && !isCancelled(receipt.evidence());
    }

    private static Judgement sale(Receipt receipt, Hold hold) {
        if (isCancelled(receipt.evidence())) {
            return SOLD_DESPITE_CANCEL;
        }
        boolean sold =
                !receipt.amount().isZero()
                        && receipt.amount().currency().equals(hold.cap().currency());
        if (!sold) {
            return NO_SALE;
        }
        boolean priced = receipt.evidence() instanceof Evidence.Request;
        return priced && !receipt.amount().equals(hold.cap()) ? OTHER_PRICE : SALE;
    }

    private static boolean isProven(Evidence evidence, Hold hold, Environment environment) {
        return switch (evidence) {
            case Evidence.Holder(var proof) ->
                    hold.grant().binding() instanceof Binding.Holder holder
                            && proof.proves(holder, hold.token().hash(), environment);
            case Evidence.Request(var hash) ->
                    hold.grant().binding() instanceof Binding.Request(var bound)
                            && bound.equals(hash);
        };
    }

    private static boolean isCancelled(Evidence evidence) {
        return evidence instanceof Evidence.Holder(var proof) && proof.intent() == Intent.CANCEL;
    }
}
