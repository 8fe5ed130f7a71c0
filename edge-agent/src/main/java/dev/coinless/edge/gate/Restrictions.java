package dev.coinless.edge.gate;

import dev.coinless.model.grant.Grant;
import dev.coinless.model.sync.Denylist;

/// What came from afar and lets the gate admit less.
///
/// @param capLimit the highest cap that is taken, in minor units
public record Restrictions(Denylist denylist, long capLimit) {

    public static Restrictions none() {
        return new Restrictions(Denylist.none(), Grant.MAX_CAP);
    }
}
