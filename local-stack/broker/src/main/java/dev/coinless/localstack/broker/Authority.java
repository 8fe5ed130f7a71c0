package dev.coinless.localstack.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The local deployment's certificate authority, in the place of Amazon's: made once for a folder,
/// with the broker's own certificate. The local cloud signs modules' certificates with its key.
///
/// | file | what |
/// |---|---|
/// | `ca.pem` | the authority's certificate: modules trust it as the server's root |
/// | `ca.key` | its private key (PKCS#8, PEM), for the owner only |
/// | `server.p12`, `clients.p12` | the broker's key store, and whom it trusts |
final class Authority {

    static final String CERTIFICATE = "ca.pem";
    static final String KEY = "ca.key";
    static final String SERVER_STORE = "server.p12";
    static final String CLIENT_STORE = "clients.p12";

    /// Keeps nobody out: HiveMQ wants one, and the files are the owner's alone.
    static final String STORE_PASSWORD = "local-stack";

    /// A laboratory that runs longer makes a new folder; its moved clock is not TLS's.
    private static final Duration VALID = Duration.ofDays(3650);

    /// Room for a client whose clock is a little behind.
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final X500Name NAME = new X500Name("CN=Coinless local authority");
    private static final X500Name SERVER = new X500Name("CN=localhost");
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 64;

    private final SecureRandom random;
    private final Instant now;

    private Authority(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /// Makes the files unless they are there.
    static void make(Path folder, SecureRandom random, Instant now) throws IOException {
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(CLIENT_STORE))) {
            return;
        }
        try {
            new Authority(random, now).write(folder);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make the local certificate authority", e);
        }
    }

    private void write(Path folder)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var own = keys();
        var root = signed(NAME, own, own, true);
        var server = keys();
        var serverCertificate = signed(SERVER, server, own, false);
        writePrivate(folder.resolve(KEY), pem(own.getPrivate()));
        Files.writeString(folder.resolve(CERTIFICATE), pem(root));
        store(folder.resolve(SERVER_STORE), "server", server.getPrivate(), serverCertificate, root);
        trust(folder.resolve(CLIENT_STORE), root);
    }

    private KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate signed(X500Name subject, KeyPair of, KeyPair by, boolean authority)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        var builder =
                new JcaX509v3CertificateBuilder(
                        NAME,
                        new BigInteger(SERIAL_BITS, random),
                        Date.from(now.minus(BEFORE)),
                        Date.from(now.plus(VALID)),
                        subject,
                        of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (authority) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        } else {
            nameServer(builder);
        }
        var signer = new JcaContentSignerBuilder(SIGNATURE).build(by.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static void nameServer(X509v3CertificateBuilder builder) throws IOException {
        var names =
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                        });
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    }

    private static String pem(Object value) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    value instanceof PrivateKey key
                            ? new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(key, null)
                            : value);
        }
        return text.toString();
    }

    private static void store(
            Path file, String alias, PrivateKey key, Certificate own, Certificate root)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, key, STORE_PASSWORD.toCharArray(), new Certificate[] {own, root});
        save(file, store);
    }

    private static void trust(Path file, Certificate root)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", root);
        save(file, store);
    }

    private static void save(Path file, KeyStore store)
            throws IOException, GeneralSecurityException {
        writePrivate(file, "");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
