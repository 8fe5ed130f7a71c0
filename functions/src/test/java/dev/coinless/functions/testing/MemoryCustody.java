package dev.coinless.functions.testing;

import dev.coinless.functions.io.keys.Custody;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sign.Signer;
import java.util.List;
import java.util.random.RandomGenerator;

/// A custodian that hides little, but enough to find a secret that was not wrapped, and minds its
/// contexts.
public final class MemoryCustody implements Custody {

    private final Ed25519PrivateKey root;
    private final Ed25519PrivateKey offline;

    public MemoryCustody(RandomGenerator random) {
        var generator = new KeyGenerator(random);
        this.root = generator.ed25519();
        this.offline = generator.ed25519();
    }

    @Override
    public List<Ed25519PublicKey> roots() {
        return List.of(root.publicKey(), offline.publicKey());
    }

    @Override
    public Signer signer() {
        return root;
    }

    @Override
    public Bytes wrap(String context, Bytes secret) {
        return Bytes.concat(Bytes.utf8(context).sha256(), inverted(secret));
    }

    @Override
    public Bytes unwrap(String context, Bytes wrapped) {
        if (!wrapped.startsWith(Bytes.utf8(context).sha256())) {
            throw new IllegalStateException(context + " does not open");
        }
        return inverted(wrapped.slice(32, wrapped.length()));
    }

    private static Bytes inverted(Bytes bytes) {
        var out = bytes.toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ~out[i];
        }
        return Bytes.of(out);
    }
}
