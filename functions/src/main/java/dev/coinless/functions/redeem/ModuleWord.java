package dev.coinless.functions.redeem;

import dev.coinless.functions.http.Refused;
import dev.coinless.functions.module.PaymentModule;
import dev.coinless.model.refusal.Refusal;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import java.util.Optional;

/// Decides whether an envelope is the word of the module it names.
public final class ModuleWord {

    private ModuleWord() {}

    /// Checks against the key of the very generation, also of a module that is no longer in
    /// service.
    ///
    /// @param module that the envelope names
    public static void require(
            Envelope envelope,
            ModuleKeyId signer,
            Optional<PaymentModule> module,
            Environment environment)
            throws Refused {
        var key = module.flatMap(known -> known.generation(signer.generation()));
        if (key.isEmpty()) {
            throw new Refused(
                    Refusal.UNKNOWN_ISSUER,
                    "generation %s of module %s is not enrolled here"
                            .formatted(signer.generation(), signer.module()));
        }
        if (!envelope.isSignedBy(key.get().signingKey(), environment)) {
            throw new Refused(
                    Refusal.BAD_SIGNATURE, "the signature is not that of the module's key");
        }
    }
}
