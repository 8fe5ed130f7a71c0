package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;

/// What a signed object is. Its name goes into the signature (external_aad), so that an object of
/// one type, or of one environment, never passes for another.
public enum ObjectType {
    GRANT(SignatureAlgorithm.ED25519),
    REQUEST(SignatureAlgorithm.ED25519),
    RECEIPT(SignatureAlgorithm.ED25519),
    CHECKPOINT(SignatureAlgorithm.ED25519),
    PRESENT(SignatureAlgorithm.ES256),
    ACK(SignatureAlgorithm.ED25519),
    KEYCERT(SignatureAlgorithm.ED25519),
    ENROL(SignatureAlgorithm.ED25519),
    BUNDLE(SignatureAlgorithm.ED25519),
    CONFIG(SignatureAlgorithm.ED25519),
    DENYLIST(SignatureAlgorithm.ED25519),
    HEADER(SignatureAlgorithm.ED25519),
    CASH(SignatureAlgorithm.ED25519);

    /// The protocol's major version; another one is another protocol.
    public static final int PROTOCOL_VERSION = 1;

    private final SignatureAlgorithm algorithm;

    ObjectType(SignatureAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /// Longest payload of this type in bytes.
    int maxPayload() {
        return this == BUNDLE ? Envelope.MAX_BUNDLE_PAYLOAD : Envelope.MAX_PAYLOAD;
    }

    /// The external_aad of RFC 9052 4.4: `coinless/1/GRANT/prod`.
    public Bytes externalAad(Environment environment) {
        return Bytes.utf8(
                "coinless/%d/%s/%s".formatted(PROTOCOL_VERSION, name(), environment.name()));
    }
}
