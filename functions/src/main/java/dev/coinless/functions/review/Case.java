package dev.coinless.functions.review;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.ledger.HoldState;
import dev.coinless.functions.module.ModuleControl;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.module.Progress;
import dev.coinless.functions.redeem.StoredReceipt;
import dev.coinless.model.id.Generation;
import java.util.List;

/// A hold with all that a person decides by.
///
/// @param receipts that name the grant: the one that put it in review, or those that contradict
///   another of their key
public record Case(
        Hold hold,
        PaymentModule module,
        Progress progress,
        ModuleControl control,
        List<StoredReceipt> receipts) {

    public Case {
        receipts = List.copyOf(receipts);
    }

    /// Why a person may decide.
    public enum Cause {
        /// A receipt left in doubt what the machine did.
        IN_DOUBT,
        /// The module contradicted itself, so that its word proves nothing any more.
        CONTRADICTED,
        /// The module was enrolled again; what its journal had before may be lost.
        ENROLLED_AGAIN,
        /// The module is gone for good.
        DECOMMISSIONED,
        /// Nobody needs to: the hold has ended, or its receipt may still come.
        NONE
    }

    public Cause cause() {
        return switch (hold.state()) {
            case HoldState.Reviewed _ -> Cause.IN_DOUBT;
            case HoldState.Held(), HoldState.Released _ -> stranded();
            case HoldState.Captured _,
                    HoldState.Voided _,
                    HoldState.VoidedByProof _,
                    HoldState.Decided _ ->
                    Cause.NONE;
        };
    }

    private Cause stranded() {
        var generation = hold.grant().generation();
        if (progress.isQuarantined(generation)) {
            return Cause.CONTRADICTED;
        }
        if (isEarlier(generation)) {
            return Cause.ENROLLED_AGAIN;
        }
        return control.outOfService(generation)
                .filter(reason -> reason == ModuleControl.Reason.DECOMMISSIONED)
                .map(_ -> Cause.DECOMMISSIONED)
                .orElse(Cause.NONE);
    }

    private boolean isEarlier(Generation generation) {
        return generation.compareTo(module.current().generation()) < 0;
    }
}
