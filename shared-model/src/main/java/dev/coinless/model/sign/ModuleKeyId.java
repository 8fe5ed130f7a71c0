package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.wire.Malformed;

/// The key id of what a module signs: module id (6) and generation (1).
public record ModuleKeyId(ModuleId module, Generation generation) {

    private static final int LENGTH = ModuleId.LENGTH + 1;

    public static Bytes of(ModuleId module, Generation generation) {
        return Bytes.concat(module.value(), generation.bytes());
    }

    /// Whose key the envelope says signed it.
    ///
    /// @throws Malformed if the key id is not a module's
    public static ModuleKeyId of(Envelope envelope) throws Malformed {
        var keyId = envelope.keyId();
        if (keyId.length() != LENGTH) {
            throw new Malformed("the key id is not a module's");
        }
        return new ModuleKeyId(
                new ModuleId(keyId.first(ModuleId.LENGTH)),
                new Generation(keyId.unsignedAt(ModuleId.LENGTH)));
    }

    /// Refuses an envelope whose key id names another module or generation than its body.
    public static void require(Envelope envelope, ModuleId module, Generation generation)
            throws Malformed {
        if (!envelope.keyId().equals(of(module, generation))) {
            throw new Malformed("the key id names another module than the body");
        }
    }
}
