package dev.coinless.wallet.present;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.present.Intent;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;

/// Signs a presentation of token bytes, whatever they are: a token from elsewhere need not be one
/// that the phone can read. Gives the same bytes as [dev.coinless.model.present.Presentation].
public final class SignPresentation {
    private final Environment environment;

    public SignPresentation(Environment environment) {
        this.environment = environment;
    }

    public Bytes of(Bytes token, Es256PrivateKey holder, Bytes nonce, Intent intent) {
        var claims = Claims.body(Item.of(nonce), Item.of(token.sha256()), Item.of(intent.number()));
        var proof =
                Envelope.signDetached(ObjectType.PRESENT, environment, Bytes.EMPTY, claims, holder);
        return Cbor.encode(
                Item.array(
                        Item.of(token),
                        Item.of(holder.publicKey().encoded()),
                        Item.of(proof.encoded()),
                        Item.of(intent.number())));
    }
}
