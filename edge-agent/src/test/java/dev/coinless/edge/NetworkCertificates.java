package dev.coinless.edge;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.NetworkAccess;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// A certificate authority, as far as a module's enrolment meets it.
final class NetworkCertificates {

    private static final Date FROM = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("2046-01-01T00:00:00Z"));

    private NetworkCertificates() {}

    static NetworkAccess access(Bytes request) {
        try {
            var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
            var signer = new JcaContentSignerBuilder("SHA384withECDSA").build(keys.getPrivate());
            var asked = new PKCS10CertificationRequest(request.toArray());
            var certificate =
                    new X509v3CertificateBuilder(
                                    new X500Name("CN=authority"),
                                    BigInteger.ONE,
                                    FROM,
                                    TO,
                                    asked.getSubject(),
                                    asked.getSubjectPublicKeyInfo())
                            .build(signer);
            return new NetworkAccess(
                    "mqtt.example.com", Bytes.of(certificate.getEncoded()), List.of(request));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
