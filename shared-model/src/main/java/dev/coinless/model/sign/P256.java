package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/// The curve of ES256.
final class P256 {

    static final ECDomainParameters DOMAIN =
            new ECDomainParameters(SECNamedCurves.getByName("secp256r1"));

    static final int SCALAR_LENGTH = 32;

    private P256() {}

    static Bytes scalar(BigInteger number) {
        byte[] twos = number.toByteArray();
        var out = new byte[SCALAR_LENGTH];
        int count = Math.min(twos.length, SCALAR_LENGTH);
        System.arraycopy(twos, twos.length - count, out, SCALAR_LENGTH - count, count);
        return Bytes.of(out);
    }

    static BigInteger number(Bytes scalar) {
        return new BigInteger(1, scalar.toArray());
    }
}
