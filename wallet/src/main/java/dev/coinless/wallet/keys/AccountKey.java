package dev.coinless.wallet.keys;

import dev.coinless.model.id.AccountId;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.Es256PublicKey;

/// The key that signs an account's requests. The account is named by its first key, so this key
/// names it until a recovery replaces it.
public record AccountKey(Es256PrivateKey secret) {
    public Es256PublicKey publicKey() {
        return secret.publicKey();
    }

    public AccountId account() {
        return new AccountId(publicKey().thumbprint());
    }
}
