package dev.coinless.model.grant;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.RequestHash;
import dev.coinless.model.id.Thumbprint;

/// To what a grant is bound: who may present it, or which open request it answers. Exactly one.
public sealed interface Binding {

    /// Claim `cnf`: only who proves possession of this key may use it.
    ///
    /// @param confirmation the first 16 bytes of the key's thumbprint (RFC 9679)
    record Holder(Bytes confirmation) implements Binding {
        public Holder {
            confirmation.requireLength("holder confirmation", Thumbprint.CONFIRMATION_LENGTH);
        }
    }

    /// Claim `req`: good for this REQUEST while it is open, whoever brings it.
    record Request(RequestHash hash) implements Binding {}
}
