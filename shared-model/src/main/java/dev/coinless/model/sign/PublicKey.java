package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;

/// A public key that checks signatures.
public sealed interface PublicKey permits Ed25519PublicKey, Es256PublicKey {

    SignatureAlgorithm algorithm();

    /// The key as it stands on the wire.
    Bytes encoded();

    /// Whether `signature` is this key's over `toBeSigned`; false for a signature of any shape.
    boolean verifies(Bytes toBeSigned, Bytes signature);

    /// SHA-256 of the key as deterministic COSE_Key (RFC 9679 3).
    Thumbprint thumbprint();
}
