package dev.coinless.functions.sweep;

import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.redeem.CatchUp;
import dev.coinless.functions.redeem.RedeemStore;
import dev.coinless.functions.redeem.SettleHold;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.functions.sweep.OpenHolds.Place;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.GrantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Ends holds by proof, never by a clock: those whose code a receipt has shown consumed by another
/// grant, and those below the floor once all receipts up to it are known and settled.
///
/// Triggered by each new receipt and checkpoint, and repeated by schedule because the index that
/// finds the holds lags.
public final class SweepHolds {

    /// Holds looked at in one go; bounds the function's run. More follow with the next run.
    static final int MAX_HOLDS = 500;

    private final OpenHolds holds;
    private final RedeemStore store;
    private final CatchUp catchUp;
    private final Attempts attempts;

    public SweepHolds(OpenHolds holds, RedeemStore store, CatchUp catchUp, Attempts attempts) {
        this.holds = holds;
        this.store = store;
        this.catchUp = catchUp;
        this.attempts = attempts;
    }

    /// Every place that may have something to sweep.
    public Set<Place> places() {
        return holds.places();
    }

    /// Sweeps one generation of a module. A hold that cannot be ended holds up no other; what was
    /// wrong with the first is thrown at the end.
    ///
    /// @return how many holds were voided
    public int sweep(Place place, Instant now) {
        var progress = catchUp.catchUp(place.module(), place.generation(), now);
        var highest = highestProven(progress);
        if (highest.isEmpty()) {
            return 0;
        }
        int voided = 0;
        var failures = new ArrayList<RuntimeException>();
        for (var found : holds.upTo(place.module(), place.generation(), highest.get(), MAX_HOLDS)) {
            try {
                voided += progress.proves(found.counter()) && release(found.grant(), now) ? 1 : 0;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return voided;
    }

    /// The highest counter that is proven dead; those below need not all be.
    static Optional<Counter> highestProven(GenerationProgress progress) {
        if (!progress.spent().isEmpty()) {
            return Optional.of(progress.spent().getLast());
        }
        return progress.proven().value() == 0
                ? Optional.empty()
                : Optional.of(new Counter(progress.proven().value() - 1));
    }

    private boolean release(GrantId grant, Instant now) {
        return attempts.until(() -> {
            var hold = store.hold(grant);
            if (hold.isEmpty() || !hold.get().isOpen()) {
                return Optional.of(false);
            }
            var account = store.account(hold.get().account()).orElseThrow();
            if (!SettleHold.fit(account, hold.get())) {
                return Optional.empty();
            }
            var settled = SettleHold.byProof(hold.get(), account, now).orElseThrow();
            return store.settle(account, settled) == Write.WRITTEN
                    ? Optional.of(true)
                    : Optional.<Boolean>empty();
        });
    }
}
