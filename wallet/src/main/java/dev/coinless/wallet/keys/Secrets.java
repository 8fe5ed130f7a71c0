package dev.coinless.wallet.keys;

import dev.coinless.model.id.RequestId;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.KeyGenerator;
import java.util.random.RandomGenerator;

/// Draws what must be unpredictable: `SecureRandom` in the program, a seeded source in tests.
public final class Secrets {
    private final KeyGenerator generator;

    public Secrets(RandomGenerator random) {
        this.generator = new KeyGenerator(random);
    }

    public AccountKey accountKey() {
        return new AccountKey(generator.es256());
    }

    /// A fresh key pair for one grant, so that nothing on the radio identifies an account.
    public Es256PrivateKey holderKey() {
        return generator.es256();
    }

    public RequestId requestId() {
        return new RequestId(generator.bytes(RequestId.LENGTH));
    }
}
