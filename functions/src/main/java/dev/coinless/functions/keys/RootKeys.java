package dev.coinless.functions.keys;

import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Signer;
import java.util.List;

/// The roots that modules trust: one that signs certificates, one held offline for the day the
/// first is lost.
public interface RootKeys {

    /// What modules pin, the signing root first.
    List<Ed25519PublicKey> roots();

    /// Signs key certificates; only rotation may use it.
    Signer signer();
}
