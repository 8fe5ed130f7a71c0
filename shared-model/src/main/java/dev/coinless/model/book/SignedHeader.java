package dev.coinless.model.book;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.PublicKey;
import dev.coinless.model.wire.Malformed;

/// A header in its envelope, as it travels; not to be believed before [#isSignedBy].
public record SignedHeader(Header header, Envelope envelope) {

    /// Reads a header.
    ///
    /// @throws Malformed if the bytes are not a HEADER
    public static SignedHeader parse(Bytes encoded) throws Malformed {
        var envelope = Envelope.parse(ObjectType.HEADER, encoded);
        return new SignedHeader(Header.decode(envelope), envelope);
    }

    /// The serial of the key certificate, of usage SYNC, whose key signed it.
    public KeySerial issuer() {
        try {
            return KeySerial.decode(envelope.keyId());
        } catch (Malformed e) {
            throw new IllegalStateException("a header's key id is a serial", e);
        }
    }

    public boolean isSignedBy(PublicKey key, Environment environment) {
        return envelope.isSignedBy(key, environment);
    }

    public long number() {
        return header.number();
    }

    public Bytes encoded() {
        return envelope.encoded();
    }

    /// What it is known by: SHA-256 of the envelope; a leaf of all later headers' trees.
    public Bytes hash() {
        return encoded().sha256();
    }
}
