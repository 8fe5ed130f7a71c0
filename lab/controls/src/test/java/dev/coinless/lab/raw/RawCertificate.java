package dev.coinless.lab.raw;

import dev.coinless.lab.world.Module;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.enrol.Enrolment;
import dev.coinless.model.wire.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// What a thief of a module's card would connect with: its TLS key and certificate. Or what
/// somebody without any has: only the server's root.
public final class RawCertificate {

    private record Own(PrivateKey key, Certificate certificate) {}

    private final Certificate root;
    private final Optional<Own> own;

    private RawCertificate(Certificate root, Optional<Own> own) {
        this.root = root;
        this.own = own;
    }

    /// As it stands in a module's state folder.
    public static RawCertificate of(Module module) {
        try {
            var values = new Properties();
            try (var in = Files.newBufferedReader(module.state().resolve("identity.properties"))) {
                values.load(in);
            }
            var access =
                    Enrolment.parse(values.getProperty("enrolment")).open().network().orElseThrow();
            var key = key(Bytes.fromBase64Url(values.getProperty("network")));
            return new RawCertificate(
                    certificate(access.serverRoots().getFirst()),
                    Optional.of(new Own(key, certificate(access.certificate()))));
        } catch (IOException | Malformed | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The same client without its certificate.
    public RawCertificate withheld() {
        return new RawCertificate(root, Optional.empty());
    }

    /// Files of the module that hold the key.
    public static Path file(Module module) {
        return module.state().resolve("identity.properties");
    }

    Socket connect(int port) throws IOException {
        try {
            var keys = new KeyManager[0];
            if (own.isPresent()) {
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(
                        "own",
                        own.get().key(),
                        new char[0],
                        new Certificate[] {own.get().certificate()});
                var factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, new char[0]);
                keys = factory.getKeyManagers();
            }
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("root", root);
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            var socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(InetAddress.getLoopbackAddress(), port);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKey key(Bytes scalar) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePrivate(
                        new ECPrivateKeySpec(
                                new BigInteger(1, scalar.toArray()),
                                parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static Certificate certificate(Bytes der) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
