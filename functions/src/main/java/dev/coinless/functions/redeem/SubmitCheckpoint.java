package dev.coinless.functions.redeem;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.Claim;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.functions.retry.Attempts;
import dev.coinless.functions.retry.Write;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.wire.Malformed;
import java.util.Optional;

/// Takes in a module's word about its floor. Never falls: an older one is accepted and changes
/// nothing. The sweep then ends the holds it proves dead.
public final class SubmitCheckpoint {

    private final RedeemStore store;
    private final Environment environment;
    private final Attempts attempts;

    public SubmitCheckpoint(RedeemStore store, Environment environment, Attempts attempts) {
        this.store = store;
        this.environment = environment;
        this.attempts = attempts;
    }

    /// Takes it in.
    ///
    /// @throws Refused if it is not the word of a module that is enrolled here
    /// @throws Malformed if it is not a checkpoint
    public void submit(Envelope checkpoint) throws Refused, Malformed {
        var claims = Checkpoint.decode(checkpoint);
        var signer = ModuleKeyId.of(checkpoint);
        var module = attempts.until(() -> Optional.of(store.module(signer.module())));
        ModuleWord.require(checkpoint, signer, module, environment);
        attempts.until(() -> attempt(claims));
    }

    /// Takes in the word of a module that is known already.
    ///
    /// @throws Refused if it is not the word of this module
    /// @throws Malformed if it is not a checkpoint
    public void submit(PaymentModule module, Envelope checkpoint) throws Refused, Malformed {
        var claims = Checkpoint.decode(checkpoint);
        if (!claims.module().equals(module.id())) {
            throw new Refused(Refusal.WRONG_MODULE, "a checkpoint of module " + claims.module());
        }
        ModuleWord.require(
                checkpoint, ModuleKeyId.of(checkpoint), Optional.of(module), environment);
        attempts.until(() -> attempt(claims));
    }

    private Optional<Boolean> attempt(Checkpoint checkpoint) {
        var progress = store.progress(checkpoint.module());
        var claim = new Claim(checkpoint.floor(), checkpoint.sequence());
        var next = progress.with(progress.of(checkpoint.generation()).with(claim));
        if (next.equals(progress)) {
            return Optional.of(true);
        }
        return store.advance(next) == Write.WRITTEN ? Optional.of(true) : Optional.empty();
    }
}
