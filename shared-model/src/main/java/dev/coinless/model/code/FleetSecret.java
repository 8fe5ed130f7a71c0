package dev.coinless.model.code;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// One version of the secret from which the cloud derives every module's secret, so that it stores
/// none per module; 32 bytes.
public record FleetSecret(int version, Bytes key) {

    public static final int LENGTH = 32;

    private static final Bytes LABEL = Bytes.utf8("coinless/1/Km");

    public FleetSecret {
        key.requireLength("fleet secret", LENGTH);
    }

    /// Km = HKDF-SHA256 (RFC 5869) with no salt and info "coinless/1/Km" | module | generation.
    public ModuleSecret secretOf(ModuleId module, Generation generation) {
        var hkdf = new HKDFBytesGenerator(new SHA256Digest());
        var info = Bytes.concat(LABEL, module.value(), generation.bytes());
        hkdf.init(new HKDFParameters(key.toArray(), null, info.toArray()));
        var out = new byte[ModuleSecret.LENGTH];
        hkdf.generateBytes(out, 0, out.length);
        return new ModuleSecret(module, generation, Bytes.of(out));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "FleetSecret[version=" + version + "]";
    }
}
