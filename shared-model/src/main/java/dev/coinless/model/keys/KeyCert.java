package dev.coinless.model.keys;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Ed25519PublicKey;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// KEYCERT: the root's word that a key is the platform's. Carries no dates: a module has no clock,
/// so only the cloud enforces days, and modules follow serials.
///
/// @param key 32 bytes, Ed25519 or, for [KeyUsage#SEAL], X25519
/// @param minimumSerial serials of this usage below it are no longer accepted
/// @param revocationEpoch rises when keys are revoked out of turn
public record KeyCert(
        KeySerial serial,
        KeyUsage usage,
        Bytes key,
        KeySerial minimumSerial,
        long revocationEpoch) {

    private static final int KEY_LENGTH = 32;
    private static final int FIELDS = 5;
    private static final long MAX_EPOCH = 0xFFFF_FFFFL;

    /// A root's key id: the first 4 bytes of its thumbprint.
    private static final int ROOT_ID_LENGTH = 4;

    public KeyCert {
        key.requireLength("certified key", KEY_LENGTH);
    }

    /// The key as a verifier of signatures.
    ///
    /// @throws IllegalStateException for a key that seals
    public Ed25519PublicKey verifier() {
        if (usage == KeyUsage.SEAL) {
            throw new IllegalStateException("a sealing key verifies nothing");
        }
        return new Ed25519PublicKey(key);
    }

    public Envelope signedBy(Ed25519PublicKey root, Signer rootSigner, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(serial.value()),
                        Item.of(usage.number()),
                        Item.of(key),
                        Item.of(minimumSerial.value()),
                        Item.of(revocationEpoch));
        return Envelope.sign(ObjectType.KEYCERT, environment, rootId(root), claims, rootSigner);
    }

    /// The certificate inside, if one of the pinned roots signed it.
    ///
    /// @throws Malformed if the bytes are not a KEYCERT at all
    public static Optional<KeyCert> verify(
            Bytes encoded, List<Ed25519PublicKey> roots, Environment environment) throws Malformed {
        var envelope = Envelope.parse(ObjectType.KEYCERT, encoded);
        var cert = decode(envelope.claims());
        boolean genuine =
                roots.stream()
                        .filter(root -> rootId(root).equals(envelope.keyId()))
                        .anyMatch(root -> envelope.isSignedBy(root, environment));
        return genuine ? Optional.of(cert) : Optional.empty();
    }

    /// The certificate inside, whoever signed it; for readers that have no root to hold it to.
    ///
    /// @throws Malformed if the bytes are not a KEYCERT at all
    public static KeyCert unverified(Bytes encoded) throws Malformed {
        return decode(Envelope.parse(ObjectType.KEYCERT, encoded).claims());
    }

    private static KeyCert decode(Claims claims) throws Malformed {
        var body = claims.only(Set.of(Claims.BODY)).body(FIELDS);
        return new KeyCert(
                new KeySerial(body.get(0).unsigned("serial", KeySerial.MAX)),
                usage(body.get(1)),
                body.get(2).bytes("key", KEY_LENGTH),
                new KeySerial(body.get(3).unsigned("minimum serial", KeySerial.MAX)),
                body.get(4).unsigned("revocation epoch", MAX_EPOCH));
    }

    private static KeyUsage usage(Item item) throws Malformed {
        return KeyUsage.of(item.unsigned("usage", KeyUsage.values().length - 1))
                .orElseThrow(() -> new Malformed("a key usage that is not known"));
    }

    private static Bytes rootId(Ed25519PublicKey root) {
        return root.thumbprint().value().first(ROOT_ID_LENGTH);
    }
}
