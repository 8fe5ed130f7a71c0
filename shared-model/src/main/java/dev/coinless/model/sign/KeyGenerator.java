package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.seal.SealPrivateKey;
import java.util.random.RandomGenerator;

/// Makes fresh keys and nonces from a source of randomness that the caller owns: `SecureRandom` in
/// every program, a seeded one in tests.
public final class KeyGenerator {

    private final RandomGenerator random;

    public KeyGenerator(RandomGenerator random) {
        this.random = random;
    }

    public Ed25519PrivateKey ed25519() {
        return new Ed25519PrivateKey(bytes(Ed25519PrivateKey.LENGTH));
    }

    public Es256PrivateKey es256() {
        while (true) {
            var candidate = bytes(Es256PrivateKey.LENGTH);
            var number = P256.number(candidate);
            if (number.signum() > 0 && number.compareTo(P256.DOMAIN.getN()) < 0) {
                return new Es256PrivateKey(candidate);
            }
        }
    }

    public SealPrivateKey x25519() {
        return new SealPrivateKey(bytes(SealPrivateKey.LENGTH));
    }

    public Bytes bytes(int count) {
        var out = new byte[count];
        random.nextBytes(out);
        return Bytes.of(out);
    }
}
