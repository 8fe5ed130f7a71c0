package dev.coinless.model.code;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/// Km, the secret that one generation of one module shares with the cloud; 32 bytes.
public record ModuleSecret(ModuleId module, Generation generation, Bytes key) {

    public static final int LENGTH = 32;

    private static final Bytes LABEL = Bytes.utf8("ac");

    public ModuleSecret {
        key.requireLength("module secret", LENGTH);
    }

    public AuthorizationCode code(Counter counter) {
        var message =
                Bytes.concat(LABEL, module.value(), generation.bytes(), counter.bytes()).toArray();
        var mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key.toArray()));
        mac.update(message, 0, message.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return new AuthorizationCode(counter, Bytes.of(out).first(AuthorizationCode.MAC_LENGTH));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "ModuleSecret[module=%s, generation=%s]".formatted(module, generation);
    }
}
