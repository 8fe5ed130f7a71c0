package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;

/// Makes signatures with one private key, wherever that key is kept.
public interface Signer {

    SignatureAlgorithm algorithm();

    /// Signs the bytes as they are (no prehash by the caller).
    ///
    /// @return 64 bytes; ES256 as r | s
    Bytes sign(Bytes toBeSigned);
}
