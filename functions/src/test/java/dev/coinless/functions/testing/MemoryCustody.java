package dev.coinless.functions.testing;

import dev.coinless.functions.io.keys.Custody;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.sign.Ed25519PrivateKey;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.KeyGenerator;
import dev.coinless.model.sign.Signer;
import java.util.List;
import java.util.random.RandomGenerator;

/// A custodian that hides nothing but minds its contexts.
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
        return Bytes.concat(Bytes.utf8(context).sha256(), secret);
    }

    @Override
    public Bytes unwrap(String context, Bytes wrapped) {
        if (!wrapped.startsWith(Bytes.utf8(context).sha256())) {
            throw new IllegalStateException(context + " does not open");
        }
        return wrapped.slice(32, wrapped.length());
    }
}
