package dev.coinless.model.id;

import dev.coinless.model.bytes.Bytes;

/// Names an account for ever: the thumbprint (RFC 9679) of its first key, as base64url text.
public record AccountId(Thumbprint thumbprint) {

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException if the text is not the base64url of 32 bytes
    public static AccountId parse(String text) {
        return new AccountId(new Thumbprint(Bytes.fromBase64Url(text)));
    }

    @Override
    public String toString() {
        return thumbprint.toString();
    }
}
