package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/// A P-256 private key as its 32 byte scalar; signs with a deterministic nonce (RFC 6979).
public record Es256PrivateKey(Bytes scalar) implements Signer {

    public static final int LENGTH = 32;

    public Es256PrivateKey {
        scalar.requireLength("P-256 private key", LENGTH);
        var number = P256.number(scalar);
        if (number.signum() == 0 || number.compareTo(P256.DOMAIN.getN()) >= 0) {
            throw new IllegalArgumentException("P-256 private key out of range");
        }
    }

    @Override
    public SignatureAlgorithm algorithm() {
        return SignatureAlgorithm.ES256;
    }

    @Override
    public Bytes sign(Bytes toBeSigned) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(P256.number(scalar), P256.DOMAIN));
        var signature = signer.generateSignature(toBeSigned.sha256().toArray());
        return Bytes.concat(P256.scalar(signature[0]), P256.scalar(signature[1]));
    }

    public Es256PublicKey publicKey() {
        var point = P256.DOMAIN.getG().multiply(P256.number(scalar)).normalize();
        return new Es256PublicKey(Bytes.of(point.getEncoded(true)));
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "Es256PrivateKey[secret]";
    }
}
