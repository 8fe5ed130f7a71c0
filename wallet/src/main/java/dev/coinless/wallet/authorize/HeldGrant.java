package dev.coinless.wallet.authorize;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.id.GrantId;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sign.Es256PrivateKey;

/// A grant in the wallet with the key that proves it is the wallet's.
///
/// @param holder of no use for a grant that answers a selection
/// @param keyCert the certificate of the token's issuer, for a module that does not know it yet
public record HeldGrant(
        GrantToken token, Es256PrivateKey holder, Bytes keyCert, Standing standing) {
    /// How far a grant has come, as far as the wallet knows.
    public enum Standing {
        /// Never shown to the module.
        OPEN,
        /// Shown at least once; whether the module took it may be unknown.
        PRESENTED,
        /// A receipt names it.
        SPENT,
        /// The module said no, for good.
        REFUSED
    }

    public GrantId id() {
        return grant().id();
    }

    public Grant grant() {
        return token.grant();
    }

    public ModuleId module() {
        return grant().module();
    }

    /// Whether it answers a selection made at the machine, instead of being bound to the holder.
    public boolean isForSelection() {
        return grant().binding() instanceof Binding.Request;
    }

    public HeldGrant with(Standing next) {
        return new HeldGrant(token, holder, keyCert, next);
    }

    /// Whether presenting it can still lead anywhere.
    public boolean isUsable() {
        return standing == Standing.OPEN || standing == Standing.PRESENTED;
    }
}
