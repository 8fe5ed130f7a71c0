package dev.coinless.functions.io.lambda;

import dev.coinless.functions.ledger.HoldState;

/// What clients are told of a hold's state.
final class HoldWords {

    private HoldWords() {}

    static String of(HoldState state) {
        return switch (state) {
            case HoldState.Held() -> "HELD";
            case HoldState.Released _ -> "RELEASED";
            case HoldState.Captured _ -> "CAPTURED";
            case HoldState.Voided _, HoldState.VoidedByProof _ -> "VOIDED";
            case HoldState.Reviewed _ -> "REVIEW";
            case HoldState.Decided(var entry, _, _) ->
                    entry.amount().isZero() ? "VOIDED" : "CAPTURED";
        };
    }
}
