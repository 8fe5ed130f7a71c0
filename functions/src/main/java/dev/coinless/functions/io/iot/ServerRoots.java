package dev.coinless.functions.io.iot;

import dev.coinless.model.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The roots of the certificate that the MQTT server shows to modules.
public final class ServerRoots {

    private static final String AMAZON = "amazon";
    private static final String FILE = "file:";

    /// What IoT Core's endpoints chain to (RSA and ECC).
    private static final List<String> AMAZON_ROOTS =
            List.of("CN=Amazon Root CA 1,O=Amazon,C=US", "CN=Amazon Root CA 3,O=Amazon,C=US");

    private ServerRoots() {}

    /// The roots by the deployment's setting, DER.
    ///
    /// @param setting `amazon`, or `file:` and a PEM file
    public static List<Bytes> of(String setting) {
        try {
            if (setting.equals(AMAZON)) {
                return amazon();
            }
            if (setting.startsWith(FILE)) {
                return pem(Path.of(setting.substring(FILE.length())));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MQTT_SERVER_ROOT cannot be read as certificates", e);
        } catch (IOException e) {
            throw new UncheckedIOException("MQTT_SERVER_ROOT cannot be read", e);
        }
        throw new IllegalStateException(
                "MQTT_SERVER_ROOT must be 'amazon' or 'file:PEM', not '%s'".formatted(setting));
    }

    /// Java brings them: they are roots of the web as well.
    private static List<Bytes> amazon() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        initialize(factory);
        var roots =
                Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .flatMap(it -> Arrays.stream(it.getAcceptedIssuers()))
                        .filter(it -> AMAZON_ROOTS.contains(it.getSubjectX500Principal().getName()))
                        .toList();
        if (roots.size() != AMAZON_ROOTS.size()) {
            throw new IllegalStateException("this Java does not trust all of " + AMAZON_ROOTS);
        }
        return encoded(roots);
    }

    @SuppressWarnings("NullAway") // The JDK's own trust store is meant by null.
    private static void initialize(TrustManagerFactory factory) throws KeyStoreException {
        factory.init((KeyStore) null);
    }

    private static List<Bytes> pem(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            var roots = new ArrayList<X509Certificate>();
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.add((X509Certificate) each);
            }
            return encoded(roots);
        }
    }

    private static List<Bytes> encoded(List<X509Certificate> certificates)
            throws CertificateException {
        var encoded = new ArrayList<Bytes>();
        for (var certificate : certificates) {
            encoded.add(Bytes.of(certificate.getEncoded()));
        }
        return encoded;
    }
}
