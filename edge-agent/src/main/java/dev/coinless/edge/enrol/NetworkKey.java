package dev.coinless.edge.enrol;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.sign.Es256PrivateKey;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS10CertificationRequestBuilder;

/// The key of a module's TLS connections (P-256). It never leaves the module: the platform
/// certifies it by a request.
public record NetworkKey(Es256PrivateKey key) {

    private static final ECNamedDomainParameters P256 =
            new ECNamedDomainParameters(
                    X9ObjectIdentifiers.prime256v1,
                    ECNamedCurveTable.getByOID(X9ObjectIdentifiers.prime256v1));

    /// The request for a certificate: PKCS#10, DER, signed by this key.
    public Bytes request(ModuleId module) {
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        try {
            var signer = new BcECContentSignerBuilder(signature, digest).build(parameters());
            var name = new X500Name("CN=" + module);
            return Bytes.of(
                    new BcPKCS10CertificationRequestBuilder(name, publicKey())
                            .build(signer)
                            .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a P-256 key can always sign a request", e);
        }
    }

    /// The private key as PKCS#8, DER.
    public Bytes encoded() {
        try {
            return Bytes.of(PrivateKeyInfoFactory.createPrivateKeyInfo(parameters()).getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a P-256 key has an encoding", e);
        }
    }

    /// The public key as in a certificate: SubjectPublicKeyInfo, DER.
    public Bytes encodedPublicKey() {
        try {
            return Bytes.of(
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey())
                            .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a P-256 key has an encoding", e);
        }
    }

    private ECPrivateKeyParameters parameters() {
        return new ECPrivateKeyParameters(new BigInteger(1, key.scalar().toArray()), P256);
    }

    private ECPublicKeyParameters publicKey() {
        return new ECPublicKeyParameters(P256.getG().multiply(parameters().getD()), P256);
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "NetworkKey[secret]";
    }
}
