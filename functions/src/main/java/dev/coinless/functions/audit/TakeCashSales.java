package dev.coinless.functions.audit;

import dev.coinless.functions.audit.CashStanding.Step;
import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.redeem.ModuleWord;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.cash.CashSales;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Malformed;
import java.time.Instant;
import java.util.Optional;

/// Takes sales for coins in, each exactly once whatever comes twice, late or in any order: only
/// what continues the numbers without gap is stored, together with how far they have come.
public final class TakeCashSales {

    private final CashStore store;
    private final Environment environment;
    private final Attempts attempts;

    public TakeCashSales(CashStore store, Environment environment, Attempts attempts) {
        this.store = store;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// Takes a batch in.
    ///
    /// @param envelope not yet verified
    /// @return how far the sales have come, with or without it
    /// @throws Refused if it is not the word of this module, REPLAY if it contradicts what is
    ///   stored
    /// @throws Malformed if it is not a batch
    public CashStanding take(Envelope envelope, PaymentModule module, Instant now)
            throws Refused, Malformed {
        var batch = CashSales.decode(envelope);
        if (!batch.module().equals(module.id())) {
            throw new Refused(Refusal.WRONG_MODULE, "sales of module " + batch.module());
        }
        if (!batch.currency().equals(module.currency())) {
            throw new Refused(Refusal.MISMATCH, "sales in " + batch.currency());
        }
        ModuleWord.require(envelope, ModuleKeyId.of(envelope), Optional.of(module), environment);
        var result = attempts.until(() -> store(batch, envelope, now));
        if (result.isEmpty()) {
            throw new Refused(
                    Refusal.REPLAY,
                    "sales for coins up to %s differ from those that are stored"
                            .formatted(batch.last()));
        }
        return result.get();
    }

    private Optional<Optional<CashStanding>> store(
            CashSales batch, Envelope envelope, Instant now) {
        var standing = store.standing(batch.module(), batch.generation());
        return switch (standing.take(batch)) {
            case Step.Known(), Step.Gap() -> Optional.of(Optional.of(standing));
            case Step.Contradicts() -> Optional.of(Optional.empty());
            case Step.Brings(var next, var from) ->
                    store.store(new StoredSales(batch, envelope.encoded(), from, now), next)
                                    == Write.WRITTEN
                            ? Optional.of(Optional.of(next))
                            : Optional.empty();
        };
    }
}
