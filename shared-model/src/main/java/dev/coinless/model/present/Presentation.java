package dev.coinless.model.present;

import dev.coinless.model.advertise.ModuleStatus;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.grant.Grant;
import dev.coinless.model.grant.GrantToken;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.Es256PrivateKey;
import dev.coinless.model.sign.Es256PublicKey;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;

/// Stage 5: a grant token and the holder's proof, as one message of at most 280 bytes: [token,
/// holder key (33), COSE_Sign1 with detached payload, intent].
///
/// The nonce is not in it; it is that of the connection it came by.
public record Presentation(
        Bytes token, Es256PublicKey holder, Envelope proof, Intent intent, Bytes encoded) {

    /// Longest presentation.
    public static final int MAX_LENGTH = 280;

    private static final int PROOF_LENGTH = 73;

    /// Makes the presentation of a token for one connection.
    ///
    /// @param holder the private key whose thumbprint the grant is bound to
    public static Presentation of(
            GrantToken token,
            Es256PrivateKey holder,
            Bytes nonce,
            Intent intent,
            Environment environment) {
        nonce.requireLength("connection nonce", ModuleStatus.NONCE_LENGTH);
        var proof =
                Envelope.signDetached(
                        ObjectType.PRESENT,
                        environment,
                        Bytes.EMPTY,
                        HolderProof.claims(nonce, token.hash(), intent),
                        holder);
        return assemble(token.encoded(), holder.publicKey(), proof, intent);
    }

    private static Presentation assemble(
            Bytes token, Es256PublicKey holder, Envelope proof, Intent intent) {
        var encoded =
                Cbor.encode(
                        Item.array(
                                Item.of(token),
                                Item.of(holder.encoded()),
                                Item.of(proof.encoded()),
                                Item.of(intent.number())));
        return new Presentation(token, holder, proof, intent, encoded);
    }

    /// Reads a presentation; the token inside is not yet parsed.
    ///
    /// @throws Malformed if it is longer than 280 bytes or not of the form above
    public static Presentation parse(Bytes encoded) throws Malformed {
        if (encoded.length() > MAX_LENGTH) {
            throw new Malformed("a presentation has at most %d bytes".formatted(MAX_LENGTH));
        }
        var parts = Cbor.decode(encoded).items("presentation", 4);
        var token = parts.get(0).bytesUpTo("token", Grant.MAX_TOKEN);
        var holder = holderKey(parts.get(1).bytes("holder key", Es256PublicKey.LENGTH));
        var proof =
                Envelope.parse(ObjectType.PRESENT, parts.get(2).bytesUpTo("proof", PROOF_LENGTH));
        if (proof.payload().isPresent() || proof.keyId().length() > 0) {
            throw new Malformed("the proof's payload is detached and it has no key id");
        }
        var intent =
                Intent.of(parts.get(3).unsigned("intent", 255))
                        .orElseThrow(() -> new Malformed("an intent that is not known"));
        return new Presentation(token, holder, proof, intent, encoded);
    }

    /// The proof as it stood on a connection with this nonce.
    public HolderProof proofFor(Bytes nonce) {
        return new HolderProof(nonce, holder, intent, proof.signature());
    }

    private static Es256PublicKey holderKey(Bytes encoded) throws Malformed {
        try {
            return new Es256PublicKey(encoded);
        } catch (IllegalArgumentException e) {
            throw new Malformed("the holder key is not a compressed point", e);
        }
    }
}
