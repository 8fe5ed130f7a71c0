package dev.coinless.edge.authorize;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;

/// A REQUEST that may still be answered. Kept in memory only: a module that restarts has none, and
/// its machine is told so by the start-up of the bus adapter.
///
/// @param encoded as phones read it
/// @param hash that a grant for it names
/// @param counter of its code
/// @param since when it was opened
public record OpenRequest(
        Bytes encoded, RequestHash hash, Counter counter, int item, Money price, Uptime since) {

    /// Whether a grant is for exactly what was selected.
    public boolean isAnsweredBy(Grant grant) {
        return grant.cap().equals(price) && grant.isFor(item);
    }
}
