package dev.coinless.localstack.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What the local cloud knows of certificates, things and policies: `registry.json`, which it
/// replaces as a whole with each change, and which is read again for each question.
///
///     {"policies": {NAME: DOCUMENT},
///      "certificates": {ID: {"status": "ACTIVE", "things": [NAME], "policies": [NAME]}}}
///
/// A certificate's id is the SHA-256 of its DER form, as in AWS.
final class Registry {

    static final String FILE = "registry.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    Registry(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /// A client certificate that may be used.
    ///
    /// @param things it is attached to
    record Principal(String certificate, List<String> things, List<Policy> policies) {
        Principal {
            things = List.copyOf(things);
            policies = List.copyOf(policies);
        }
    }

    /// Who a certificate stands for; empty if it is unknown or not active.
    Optional<Principal> principal(X509Certificate certificate) {
        var id = idOf(certificate);
        var registry = read();
        var known = registry.path("certificates").path(id);
        if (!known.path("status").asText().equals("ACTIVE")) {
            return Optional.empty();
        }
        var policies =
                texts(known.path("policies")).stream()
                        .map(name -> Policy.of(registry.path("policies").path(name)))
                        .toList();
        return Optional.of(new Principal(id, texts(known.path("things")), policies));
    }

    /// Nobody is known before the local cloud has written the file.
    private JsonNode read() {
        try {
            return Files.exists(file)
                    ? JSON.readTree(Files.readAllBytes(file))
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String idOf(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate from a handshake has an encoding", e);
        }
    }
}
