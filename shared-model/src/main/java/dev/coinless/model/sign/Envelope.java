package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The one envelope of everything that is signed: an untagged COSE_Sign1 (RFC 9052 4.2) around CWT
/// claims (RFC 8392), all deterministic CBOR, unprotected header empty.
///
/// A parsed envelope is only well-formed; nothing in it is to be believed before [#isSignedBy].
///
/// @param type what it claims to be, given by where it was found
/// @param keyId the `kid` of the protected header, empty bytes if there is none
/// @param payload the claims' bytes; empty if detached
/// @param encoded the whole envelope as it travels
public record Envelope(
        ObjectType type, Bytes keyId, Optional<Bytes> payload, Bytes signature, Bytes encoded) {

    private static final long ALGORITHM = 1;
    private static final long KEY_ID = 4;

    /// Longest key id in use: module id and generation, 7 bytes, with room.
    private static final int MAX_KEY_ID = 16;

    /// Larger than any object of the protocol that is not a bundle; bounds hostile input.
    public static final int MAX_PAYLOAD = 16 * 1024;

    /// A bundle holds many objects; sealed it is at most as long as this.
    public static final int MAX_BUNDLE_PAYLOAD = 96 * 1024;

    /// Signs claims and wraps them.
    ///
    /// @param keyId goes into the protected header unless empty
    public static Envelope sign(
            ObjectType type, Environment environment, Bytes keyId, Item claims, Signer signer) {
        return signed(type, environment, keyId, Cbor.encode(claims), signer, false);
    }

    /// As [#sign], with the payload left out of the envelope; the verifier must know it.
    public static Envelope signDetached(
            ObjectType type, Environment environment, Bytes keyId, Item claims, Signer signer) {
        return signed(type, environment, keyId, Cbor.encode(claims), signer, true);
    }

    private static Envelope signed(
            ObjectType type,
            Environment environment,
            Bytes keyId,
            Bytes payload,
            Signer signer,
            boolean detached) {
        if (signer.algorithm() != type.algorithm()) {
            throw new IllegalArgumentException(
                    "%s is signed with %s, not %s"
                            .formatted(type, type.algorithm(), signer.algorithm()));
        }
        var header = protectedHeader(type, keyId);
        var signature = signer.sign(toBeSigned(type, environment, header, payload));
        var encoded =
                Cbor.encode(
                        Item.array(
                                Item.of(header),
                                new Item.IntMap(Map.of()),
                                detached ? new Item.Null() : Item.of(payload),
                                Item.of(signature)));
        return new Envelope(
                type,
                keyId,
                detached ? Optional.empty() : Optional.of(payload),
                signature,
                encoded);
    }

    /// Reads an envelope of the type that its place in the protocol demands.
    ///
    /// @throws Malformed if it is not a COSE_Sign1 of exactly the form above
    public static Envelope parse(ObjectType type, Bytes encoded) throws Malformed {
        var parts = Cbor.decode(encoded).items("COSE_Sign1", 4);
        var header = parts.get(0).bytesUpTo("protected header", 64);
        if (!parts.get(1).entries("unprotected header").isEmpty()) {
            throw new Malformed("the unprotected header must be empty");
        }
        var keyId = keyIdOf(type, header);
        Optional<Bytes> payload =
                parts.get(2) instanceof Item.Null
                        ? Optional.empty()
                        : Optional.of(parts.get(2).bytesUpTo("payload", type.maxPayload()));
        var signature = parts.get(3).bytes("signature", SignatureAlgorithm.SIGNATURE_LENGTH);
        return new Envelope(type, keyId, payload, signature, encoded);
    }

    /// The claims inside.
    ///
    /// @throws Malformed if the payload is detached or not a claims map
    public Claims claims() throws Malformed {
        return Claims.decode(payload.orElseThrow(() -> new Malformed("the payload is missing")));
    }

    /// Whether the key made the signature over the payload inside.
    public boolean isSignedBy(PublicKey key, Environment environment) {
        return payload.isPresent() && isSignedBy(key, environment, payload.get());
    }

    /// Whether the key made the signature over a detached payload.
    public boolean isSignedBy(PublicKey key, Environment environment, Bytes detachedPayload) {
        return verifies(key, type, environment, keyId, detachedPayload, signature);
    }

    /// Whether a bare signature is what the key would have put into an envelope of this type with
    /// no key id; for evidence that keeps the signature and not the envelope.
    public static boolean isSignature(
            PublicKey key, ObjectType type, Environment environment, Item claims, Bytes signature) {
        return verifies(key, type, environment, Bytes.EMPTY, Cbor.encode(claims), signature);
    }

    private static boolean verifies(
            PublicKey key,
            ObjectType type,
            Environment environment,
            Bytes keyId,
            Bytes payload,
            Bytes signature) {
        return key.algorithm() == type.algorithm()
                && key.verifies(
                        toBeSigned(type, environment, protectedHeader(type, keyId), payload),
                        signature);
    }

    /// The Sig_structure of RFC 9052 4.4.
    private static Bytes toBeSigned(
            ObjectType type, Environment environment, Bytes header, Bytes payload) {
        return Cbor.encode(
                Item.array(
                        Item.of("Signature1"),
                        Item.of(header),
                        Item.of(type.externalAad(environment)),
                        Item.of(payload)));
    }

    private static Bytes protectedHeader(ObjectType type, Bytes keyId) {
        var entries = new HashMap<Long, Item>();
        entries.put(ALGORITHM, Item.of(type.algorithm().coseNumber()));
        if (keyId.length() > 0) {
            entries.put(KEY_ID, Item.of(keyId));
        }
        return Cbor.encode(new Item.IntMap(entries));
    }

    private static Bytes keyIdOf(ObjectType type, Bytes header) throws Malformed {
        var keyId =
                switch (Cbor.decode(header).entry(KEY_ID).orElse(Item.of(Bytes.EMPTY))) {
                    case Item.ByteString(var value) when value.length() <= MAX_KEY_ID -> value;
                    case Item _ -> throw new Malformed("the key id must be at most 16 bytes");
                };
        if (!protectedHeader(type, keyId).equals(header)) {
            throw new Malformed(
                    "the protected header must hold the algorithm of a %s and a key id only"
                            .formatted(type));
        }
        return keyId;
    }
}
