package dev.coinless.functions.redeem;

import dev.coinless.functions.module.GenerationProgress;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import java.time.Instant;
import java.util.Optional;

/// Finishes what a crash between storing a receipt and ending its hold has left open, for one
/// generation of a module.
public final class CatchUp {

    private final RedeemStore store;
    private final RedeemReceipt redeem;
    private final Attempts attempts;

    public CatchUp(RedeemStore store, RedeemReceipt redeem, Attempts attempts) {
        this.store = store;
        this.redeem = redeem;
        this.attempts = attempts;
    }

    /// Settles all stored receipts that follow without a gap.
    ///
    /// @return the progress afterwards
    public GenerationProgress catchUp(ModuleId module, Generation generation, Instant now) {
        return attempts.until(() -> {
            var progress = store.progress(module);
            var next = progress.with(redeem.advanced(module, progress.of(generation), now));
            return next.equals(progress) || store.advance(next) == Write.WRITTEN
                    ? Optional.of(next.of(generation))
                    : Optional.empty();
        });
    }
}
