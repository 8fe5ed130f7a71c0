package dev.coinless.wallet.phone;

import dev.coinless.wallet.courier.VisitState;
import java.util.Optional;

/// What a visit to a module came to.
///
/// @param bundles whole ones carried away
/// @param pulled bytes taken from the module
/// @param pushed bytes given to it
/// @param end why it ended; empty if the module was not reached
/// @param text for people
public record VisitReport(
        int bundles, long pulled, long pushed, Optional<VisitState.End> end, String text) {
    static VisitReport notReached(String why) {
        return new VisitReport(0, 0, 0, Optional.empty(), why);
    }

    static VisitReport of(VisitState.Over over) {
        var round = over.round();
        return new VisitReport(
                round.bundles(),
                round.pulled(),
                round.pushed(),
                Optional.of(over.end()),
                text(over.end()));
    }

    private static String text(VisitState.End end) {
        return switch (end) {
            case DONE -> "everything was exchanged";
            case CARRIED -> "the module's bundle waits for the network";
            case LOST -> "contact was lost; the next visit goes on from here";
            case REFUSED -> "the module does not exchange bundles now";
            case ALTERED -> "the module's bundle is damaged and was dropped";
        };
    }
}
