package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// The COSE Key Thumbprint (RFC 9679) of a public key with SHA-256; 32 bytes.
public record Thumbprint(Bytes value) {

    public static final int LENGTH = 32;

    /// What a grant's `cnf` claim keeps of it, so that the grant fits its 160 bytes.
    public static final int CONFIRMATION_LENGTH = 16;

    public Thumbprint {
        value.requireLength("key thumbprint", LENGTH);
    }

    public Bytes confirmation() {
        return value.first(CONFIRMATION_LENGTH);
    }

    @Override
    public String toString() {
        return value.base64Url();
    }
}
