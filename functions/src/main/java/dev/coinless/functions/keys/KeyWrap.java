package dev.coinless.functions.keys;

import dev.coinless.model.bytes.Bytes;

/// Encrypts and decrypts small secrets with a key that never leaves its custodian.
public interface KeyWrap {

    /// Encrypts.
    ///
    /// @param context what it is; decryption needs the same
    Bytes wrap(String context, Bytes secret);

    /// Decrypts.
    ///
    /// @throws IllegalStateException if it was altered, or wrapped by another key or in another
    ///   context
    Bytes unwrap(String context, Bytes wrapped);
}
