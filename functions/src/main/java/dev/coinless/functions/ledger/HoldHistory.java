package dev.coinless.functions.ledger;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Checks that a hold's entries follow one another as [HoldState] says, each with a later version.
final class HoldHistory {

    private HoldHistory() {}

    /// What is wrong with it.
    static Optional<String> fault(Hold hold) {
        if (hold.captured().minorUnits() > hold.cap().minorUnits()) {
            return Optional.of(
                    "grant %s: captured %s, more than its cap of %s"
                            .formatted(hold.id(), hold.captured(), hold.cap()));
        }
        var entries = hold.entries();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (i > 0 && entry.version() <= entries.get(i - 1).version()) {
                return Optional.of(
                        "grant %s: its entry of version %d follows one of version %d"
                                .formatted(
                                        hold.id(), entry.version(), entries.get(i - 1).version()));
            }
            if (!following(hold, i).contains(entry.kind())) {
                return Optional.of(
                        "grant %s: %s is no entry that may come here"
                                .formatted(hold.id(), entry.kind()));
            }
            if (entry.risk().minorUnits() > mostRisk(hold, entry)) {
                return Optional.of(
                        "grant %s: the risk account has %s in an entry of %s"
                                .formatted(hold.id(), entry.risk(), entry.amount()));
            }
        }
        return Optional.empty();
    }

    /// What the entry of this place may be.
    private static Set<Entry.Kind> following(Hold hold, int place) {
        if (place == 0) {
            return EnumSet.of(Entry.Kind.HOLD);
        }
        boolean last = place == hold.entries().size() - 1;
        return switch (hold.entries().get(place - 1).kind()) {
            case HOLD ->
                    last && !(hold.state() instanceof HoldState.Released)
                            ? EnumSet.of(Entry.Kind.CAPTURE, Entry.Kind.VOID)
                            : EnumSet.of(Entry.Kind.VOID, Entry.Kind.RELEASE);
            case RELEASE, VOID, CLOSE -> EnumSet.of(Entry.Kind.LATE_CAPTURE, Entry.Kind.CLOSE);
            case CREDIT, CAPTURE, LATE_CAPTURE, REFUND -> EnumSet.noneOf(Entry.Kind.class);
        };
    }

    private static long mostRisk(Hold hold, Entry entry) {
        return switch (entry.kind()) {
            case LATE_CAPTURE -> entry.amount().minorUnits();
            case CAPTURE -> hold.cap().minus(entry.amount()).minorUnits();
            case VOID, RELEASE -> hold.cap().minorUnits();
            case CREDIT, HOLD, CLOSE, REFUND -> 0;
        };
    }
}
