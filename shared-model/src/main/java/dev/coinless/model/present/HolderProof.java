package dev.coinless.model.present;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Binding;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.SignatureAlgorithm;
import dev.coinless.model.wire.Item;

/// The proof that the holder itself wanted this, then and there: what a receipt keeps of a
/// [Presentation] as its evidence.
///
/// @param nonce of the connection, as the module gave it
/// @param signature ES256 over the claims {body: [nonce, SHA-256 of the token, intent]}
public record HolderProof(Bytes nonce, Es256PublicKey holder, Intent intent, Bytes signature) {

    public HolderProof {
        nonce.requireLength("connection nonce", ModuleStatus.NONCE_LENGTH);
        signature.requireLength("holder signature", SignatureAlgorithm.SIGNATURE_LENGTH);
    }

    /// Whether the key is the one the grant is bound to and it signed this nonce, token and intent.
    public boolean proves(Binding.Holder binding, Bytes tokenHash, Environment environment) {
        return isBoundKey(binding)
                && Envelope.isSignature(
                        holder,
                        ObjectType.PRESENT,
                        environment,
                        claims(nonce, tokenHash, intent),
                        signature);
    }

    private boolean isBoundKey(Binding.Holder binding) {
        try {
            return holder.thumbprint().confirmation().equalsInConstantTime(binding.confirmation());
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
    }

    static Item claims(Bytes nonce, Bytes tokenHash, Intent intent) {
        return Claims.body(Item.of(nonce), Item.of(tokenHash), Item.of(intent.number()));
    }
}
