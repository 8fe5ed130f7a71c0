package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Thumbprint;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import java.util.Map;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/// A P-256 public key as a compressed point (SEC 1 2.3.3), 33 bytes.
///
/// The constructor checks only the shape, so that decoding costs nothing; a point that is not on
/// the curve verifies nothing, and [#thumbprint()] refuses it.
public record Es256PublicKey(Bytes encoded) implements PublicKey {

    public static final int LENGTH = 33;

    public Es256PublicKey {
        encoded.requireLength("P-256 public key", LENGTH);
        if (encoded.at(0) != 2 && encoded.at(0) != 3) {
            throw new IllegalArgumentException("P-256 public key must be a compressed point");
        }
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    @Override
    public boolean verifies(Bytes toBeSigned, Bytes signature) {
        if (signature.length() != SignatureAlgorithm.SIGNATURE_LENGTH) {
            return false;
        }
        var verifier = new ECDSASigner();
        try {
            verifier.init(false, new ECPublicKeyParameters(point(), P256.DOMAIN));
        } catch (IllegalArgumentException notOnTheCurve) {
            return false;
        }
        return verifier.verifySignature(
                toBeSigned.sha256().toArray(),
                P256.number(signature.first(P256.SCALAR_LENGTH)),
                P256.number(signature.slice(P256.SCALAR_LENGTH, signature.length())));
    }

    /// The key's name.
    ///
    /// @throws IllegalArgumentException if the bytes are not a point on the curve
    @Override
    public Thumbprint thumbprint() {
        var point = point();
        var coseKey =
                new Item.IntMap(
                        Map.of(
                                1L, Item.of(2),
                                -1L, Item.of(1),
                                -2L, Item.of(Bytes.of(point.getAffineXCoord().getEncoded())),
                                -3L, Item.of(Bytes.of(point.getAffineYCoord().getEncoded()))));
        return new Thumbprint(Cbor.encode(coseKey).sha256());
    }

    private ECPoint point() {
        return P256.DOMAIN.getCurve().decodePoint(encoded.toArray());
    }
}
