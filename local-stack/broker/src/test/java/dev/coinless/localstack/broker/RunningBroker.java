package dev.coinless.localstack.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The program with both listeners, and client certificates of its authority.
final class RunningBroker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String POLICY =
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "iot:Connect",
               "Resource": "arn:aws:iot:x:1:client/${iot:Connection.Thing.ThingName}"},
              {"Effect": "Allow", "Action": "iot:Publish",
               "Resource": "arn:aws:iot:x:1:topic/coinless/${iot:Connection.Thing.ThingName}/up/*"},
              {"Effect": "Allow", "Action": "iot:Subscribe",
               "Resource": "arn:aws:iot:x:1:topicfilter/coinless/${iot:Connection.Thing.ThingName}/down/*"},
              {"Effect": "Allow", "Action": "iot:Receive",
               "Resource": "arn:aws:iot:x:1:topic/coinless/${iot:Connection.Thing.ThingName}/down/*"}
            ]}\
            """;

    private record Identity(KeyPair keys, X509Certificate certificate) {}

    private final Process process;
    private final Path things;
    private final int port;
    private final int tlsPort;
    private final Map<String, Identity> identities = new HashMap<>();
    private final ObjectNode registry = JSON.createObjectNode();

    private RunningBroker(Process process, Path things, int port, int tlsPort) {
        this.process = process;
        this.things = things;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    static RunningBroker start(Path folder) throws Exception {
        int port = freePort();
        int tlsPort = freePort();
        var things = folder.resolve("things");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--port",
                                "" + port,
                                "--data",
                                folder.resolve("data").toString(),
                                "--tls-port",
                                "" + tlsPort,
                                "--things",
                                things.toString())
                        .redirectError(folder.resolve("stderr").toFile())
                        .start();
        if (process.inputReader(StandardCharsets.UTF_8).readLine() == null) {
            throw new IOException(Files.readString(folder.resolve("stderr")));
        }
        var broker = new RunningBroker(process, things, port, tlsPort);
        broker.registry.putObject("policies").set("module", JSON.readTree(POLICY));
        broker.registry.putObject("certificates");
        return broker;
    }

    /// Makes a certificate that the registry does not know.
    void certify(String name) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        var root = root();
        var builder =
                new JcaX509v3CertificateBuilder(
                        root,
                        BigInteger.valueOf(name.hashCode()).abs(),
                        new Date(root.getNotBefore().getTime()),
                        new Date(root.getNotAfter().getTime()),
                        new X500Name("CN=" + name),
                        keys.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey());
        identities.put(
                name,
                new Identity(
                        keys,
                        new JcaX509CertificateConverter().getCertificate(builder.build(signer))));
    }

    void register(String name, String status, List<String> attachedTo) throws Exception {
        if (!identities.containsKey(name)) {
            certify(name);
        }
        var der = identities.get(name).certificate().getEncoded();
        var id = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        var entry = registry.withObject("/certificates").putObject(id).put("status", status);
        attachedTo.forEach(entry.putArray("things")::add);
        entry.putArray("policies").add("module");
        var fresh = things.resolve("fresh");
        Files.write(fresh, JSON.writeValueAsBytes(registry));
        Files.move(fresh, things.resolve(Registry.FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    Mqtt5BlockingClient plain() {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildBlocking();
    }

    Mqtt5BlockingClient client(String identity, String clientId) {
        return client(Optional.of(identities.get(identity)).map(it -> identity), clientId);
    }

    Mqtt5BlockingClient client(Optional<String> identity, String clientId) {
        try {
            var ssl = MqttClientSslConfig.builder().trustManagerFactory(trust());
            if (identity.isPresent()) {
                ssl.keyManagerFactory(keys(identities.get(identity.get())));
            }
            return MqttClient.builder()
                    .useMqttVersion5()
                    .identifier(clientId)
                    .serverHost("127.0.0.1")
                    .serverPort(tlsPort)
                    .sslConfig(ssl.build())
                    .buildBlocking();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private TrustManagerFactory trust() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root());
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory keys(Identity identity) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                identity.keys().getPrivate(),
                new char[0],
                new Certificate[] {identity.certificate()});
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory;
    }

    private X509Certificate root() throws Exception {
        try (var in = Files.newInputStream(things.resolve(Authority.CERTIFICATE))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private java.security.PrivateKey authorityKey() throws Exception {
        var pem = Files.readString(things.resolve(Authority.KEY));
        try (var parser = new PEMParser(new StringReader(pem))) {
            return new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
