package dev.coinless.localstack.cloud.things;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.localstack.cloud.Json;
import dev.coinless.localstack.cloud.Payload;
import dev.coinless.localstack.cloud.template.PolicySpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThingRegistryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final X500Name AUTHORITY = new X500Name("CN=authority");

    @TempDir Path folder;

    private KeyPair authority;
    private ThingRegistry registry;

    @BeforeEach
    void open() throws Exception {
        authority = keys();
        var root =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                AUTHORITY,
                                                BigInteger.ONE,
                                                Date.from(NOW),
                                                Date.from(NOW.plusSeconds(1)),
                                                AUTHORITY,
                                                authority.getPublic())
                                        .build(signer(authority)));
        Files.writeString(folder.resolve("ca.pem"), pem(root));
        Files.writeString(
                folder.resolve("ca.key"), pem(new JcaPKCS8Generator(authority.getPrivate(), null)));
        registry = reopened();
    }

    @Test
    void aRequestGetsACertificateForItsKeySignedByTheAuthority() throws Exception {
        var keys = keys();

        var issued = registry.certify(request(keys, keys), true);

        var certificate =
                (X509Certificate)
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                issued.pem().getBytes(StandardCharsets.US_ASCII)));
        certificate.verify(authority.getPublic());
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(issued.arn()).endsWith(":cert/" + issued.id());
    }

    @Test
    void aRequestThatIsNotSignedByItsOwnKeyIsRefused() throws Exception {
        var request = request(keys(), keys());

        assertThatThrownBy(() -> registry.certify(request, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own key");
        assertThatThrownBy(() -> registry.certify("nonsense", true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBrokerReadsWhatACertificateIsGoodFor() throws Exception {
        var keys = keys();
        var issued = registry.certify(request(keys, keys), true);
        registry.addThing("M8");
        registry.attach("M8", issued.arn());
        registry.attachPolicy("modules", issued.arn());

        var entry = written().at("/certificates/" + issued.id());
        assertThat(entry)
                .hasToString(
                        "{\"status\":\"ACTIVE\",\"things\":[\"M8\"],\"policies\":[\"modules\"]}");
        assertThat(written().at("/policies/modules/Version").asText()).isEqualTo("1");
        assertThat(registry.principals("M8")).containsExactly(issued.arn());

        registry.setActive(issued.id(), false);
        registry.detach("M8", issued.arn());
        assertThat(written().at("/certificates/" + issued.id() + "/status").asText())
                .isEqualTo("INACTIVE");
        assertThat(registry.principals("M8")).isEmpty();
    }

    @Test
    void aCloudThatStartsAgainKnowsItsThings() throws Exception {
        var keys = keys();
        var issued = registry.certify(request(keys, keys), true);
        registry.addThing("M8");
        registry.attach("M8", issued.arn());

        assertThat(reopened().principals("M8")).containsExactly(issued.arn());
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> registry.principals("M9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("M9");
        assertThatThrownBy(() -> registry.setActive("00", false)).hasMessageContaining("00");
        assertThatThrownBy(() -> registry.attachPolicy("nothing", "cert/00"))
                .hasMessageContaining("nothing");
    }

    private ThingRegistry reopened() throws IOException {
        var policy = new PolicySpec("modules", Json.object().put("Version", "1"));
        return ThingRegistry.open(folder, List.of(policy), InstantSource.fixed(NOW));
    }

    private JsonNode written() throws IOException {
        var file = folder.resolve("registry.json");
        return Json.readOrMissing(Payload.of(Files.readAllBytes(file)));
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String request(KeyPair named, KeyPair signing) throws Exception {
        return pem(
                new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=M8"), named.getPublic())
                        .build(signer(signing)));
    }

    private static org.bouncycastle.operator.ContentSigner signer(KeyPair keys) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static String pem(Object value) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        }
        return text.toString();
    }
}
