package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// An Ed25519 public key (RFC 8032), 32 bytes.
public record Ed25519PublicKey(Bytes encoded) implements PublicKey {

    public static final int LENGTH = 32;

    public Ed25519PublicKey {
        encoded.requireLength("Ed25519 public key", LENGTH);
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ED25519;
    }

    @Override
    public boolean verifies(Bytes toBeSigned, Bytes signature) {
        if (signature.length() != SignatureAlgorithm.SIGNATURE_LENGTH) {
            return false;
        }
        var verifier = new Ed25519Signer();
        try {
            verifier.init(false, new Ed25519PublicKeyParameters(encoded.toArray()));
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
        verifier.update(toBeSigned.toArray(), 0, toBeSigned.length());
        return verifier.verifySignature(signature.toArray());
    }

    @Override
    public Thumbprint thumbprint() {
        var coseKey =
                new Item.IntMap(Map.of(1L, Item.of(1), -1L, Item.of(6), -2L, Item.of(encoded)));
        return new Thumbprint(Cbor.encode(coseKey).sha256());
    }
}
