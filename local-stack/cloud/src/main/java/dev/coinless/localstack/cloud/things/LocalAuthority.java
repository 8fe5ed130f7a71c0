package dev.coinless.localstack.cloud.things;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// Signs modules' certificate requests with the key of the authority that the broker has made
/// (`ca.pem`, `ca.key`).
final class LocalAuthority {

    private static final String CERTIFICATE = "ca.pem";
    private static final String KEY = "ca.key";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 64;

    /// AWS's own device certificates end in 2049; the local authority's end earlier.
    private static final Duration VALID = Duration.ofDays(3649);

    /// Room for a module whose clock is a little behind.
    private static final Duration BEFORE = Duration.ofHours(1);

    private final X509Certificate root;
    private final PrivateKey key;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    private LocalAuthority(X509Certificate root, PrivateKey key, InstantSource clock) {
        this.root = root;
        this.key = key;
        this.clock = clock;
    }

    /// Reads the authority's files.
    ///
    /// @throws IOException if they are not there: the broker makes them at its start
    static LocalAuthority in(Path folder, InstantSource clock) throws IOException {
        try (var certificate = Files.newInputStream(folder.resolve(CERTIFICATE));
                var keyFile = new PEMParser(Files.newBufferedReader(folder.resolve(KEY)))) {
            var root =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(certificate);
            var key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) keyFile.readObject());
            return new LocalAuthority(root, key, clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate authority in " + folder + " is damaged", e);
        }
    }

    /// A certificate for a request in PEM.
    ///
    /// @throws IllegalArgumentException if it is none, or is not signed by its own key
    X509Certificate sign(String request) {
        var csr = requestOf(request);
        var now = clock.instant();
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            root,
                            new BigInteger(SERIAL_BITS, random),
                            Date.from(now.minus(BEFORE)),
                            Date.from(now.plus(VALID)),
                            new X500Name("CN=AWS IoT Certificate"),
                            csr.getPublicKey());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            var signer = new JcaContentSignerBuilder(SIGNATURE).build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("the local authority cannot sign", e);
        }
    }

    static String pem(X509Certificate certificate) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        } catch (IOException e) {
            throw new IllegalStateException("a string can always be written to", e);
        }
        return text.toString();
    }

    private static JcaPKCS10CertificationRequest requestOf(String pem) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest found)) {
                throw new IllegalArgumentException("not a certificate signing request");
            }
            var request = new JcaPKCS10CertificationRequest(found);
            var verifier =
                    new JcaContentVerifierProviderBuilder().build(found.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(verifier)) {
                throw new IllegalArgumentException("the request is not signed by its own key");
            }
            return request;
        } catch (IOException | OperatorCreationException | PKCSException e) {
            throw new IllegalArgumentException("not a certificate signing request", e);
        }
    }
}
