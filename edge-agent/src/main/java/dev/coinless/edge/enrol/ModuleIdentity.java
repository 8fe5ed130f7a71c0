package dev.coinless.edge.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.code.ModuleSecret;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.seal.SealPrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Signer;
import java.util.Currency;
import java.util.List;

/// Who this module is since its last enrolment.
///
/// @param signing makes its receipts, checkpoints and requests
/// @param sealing opens what the platform seals to it
/// @param roots the pinned keys that certify the platform's keys
/// @param keyCerts the certificates that came with the enrolment
public record ModuleIdentity(
        ModuleSecret secret,
        Environment environment,
        Currency currency,
        Signer signing,
        SealPrivateKey sealing,
        List<Ed25519PublicKey> roots,
        List<Bytes> keyCerts) {

    public ModuleIdentity {
        roots = List.copyOf(roots);
        keyCerts = List.copyOf(keyCerts);
    }

    public ModuleId module() {
        return secret.module();
    }

    public Generation generation() {
        return secret.generation();
    }

    /// Says nothing of the keys.
    @Override
    public String toString() {
        return "ModuleIdentity[module=%s, generation=%s, environment=%s]"
                .formatted(module(), generation(), environment.name());
    }
}
