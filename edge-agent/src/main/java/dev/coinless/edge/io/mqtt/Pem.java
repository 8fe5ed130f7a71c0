package dev.coinless.edge.io.mqtt;

import dev.coinless.model.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// DER as the text that TLS libraries read (RFC 7468).
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String privateKey(Bytes pkcs8) {
        return block("PRIVATE KEY", pkcs8);
    }

    static String certificates(List<Bytes> certificates) {
        return certificates.stream()
                .map(each -> block("CERTIFICATE", each))
                .collect(Collectors.joining());
    }

    private static String block(String label, Bytes der) {
        var lines =
                Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der.toArray());
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
    }
}
