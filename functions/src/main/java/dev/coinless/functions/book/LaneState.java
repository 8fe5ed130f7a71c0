package dev.coinless.functions.book;

import dev.coinless.model.book.Lane;
import dev.coinless.model.book.LaneTip;

/// How far a lane has come: what is appended, and what of it is sealed.
///
/// @param version counts its changes, so that of two who change it one is told
/// @param appended entries, sealed or not
/// @param tip the end of its blocks
public record LaneState(long version, long appended, LaneTip tip) {

    public LaneState {
        if (appended < tip.entries()) {
            throw new IllegalArgumentException(
                    "lane %s has %d entries and %d of them sealed"
                            .formatted(tip.lane(), appended, tip.entries()));
        }
    }

    /// A lane without entries.
    public static LaneState start(Lane lane) {
        return new LaneState(0, 0, LaneTip.start(lane));
    }

    public Lane lane() {
        return tip.lane();
    }

    /// Entries that wait for a block.
    public long waiting() {
        return appended - tip.entries();
    }

    LaneState extended(int more) {
        return new LaneState(version + 1, appended + more, tip);
    }

    LaneState sealed(LaneTip next) {
        return new LaneState(version + 1, appended, next);
    }
}
