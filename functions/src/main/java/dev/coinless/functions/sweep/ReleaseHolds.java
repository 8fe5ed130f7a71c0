package dev.coinless.functions.sweep;

import dev.coinless.functions.ledger.Hold;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.redeem.SettleHold.Settled;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks at every open hold by schedule and sets those free for now that customers in good standing
/// wait for. Nobody else's hold ends by a clock.
public final class ReleaseHolds {

    private final OpenHolds holds;
    private final RedeemStore store;
    private final Attempts attempts;

    public ReleaseHolds(OpenHolds holds, RedeemStore store, Attempts attempts) {
        this.holds = holds;
        this.store = store;
        this.attempts = attempts;
    }

    /// Looks at the open holds of a module. One that cannot be looked at holds up no other; what
    /// was wrong with the first is thrown at the end.
    ///
    /// @param places generations of it that have open holds
    /// @return how many were set free for now
    public int look(Collection<Place> places, Instant now) {
        int released = 0;
        var failures = new ArrayList<RuntimeException>();
        for (var place : places) {
            for (var found : all(place)) {
                try {
                    released += attempts.until(() -> attempt(found.grant(), now)) ? 1 : 0;
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return released;
    }

    private Collection<OpenHolds.Found> all(Place place) {
        return holds.upTo(
                place.module(), place.generation(), new Counter(Counter.MAX), SweepHolds.MAX_HOLDS);
    }

    /// @return whether the hold was set free; empty if it is to be looked at again
    private Optional<Boolean> attempt(GrantId grant, Instant now) {
        var hold = store.hold(grant).filter(Hold::isOpen);
        if (hold.isEmpty() || !SettleHold.isOverdue(hold.get(), now)) {
            return Optional.of(false);
        }
        var account = store.account(hold.get().account()).orElseThrow();
        if (!SettleHold.fit(account, hold.get())) {
            return Optional.empty();
        }
        Optional<Settled> settled = SettleHold.forNow(hold.get(), account, now);
        if (settled.isEmpty()) {
            return Optional.of(false);
        }
        return store.settle(account, settled.get()) == Write.WRITTEN
                ? Optional.of(true)
                : Optional.empty();
    }

    /// The places of each module.
    public static Map<ModuleId, List<Place>> byModule(Collection<Place> places) {
        return places.stream().collect(Collectors.groupingBy(Place::module));
    }
}
