package dev.coinless.model.grant;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.PublicKey;
import dev.coinless.model.wire.Malformed;

/// A grant in its envelope, as it travels; not to be believed before [#isSignedBy].
///
/// @param issuer the serial of the key certificate whose key signed it
public record GrantToken(Envelope envelope, KeySerial issuer, Grant grant) {

    /// Reads a token.
    ///
    /// @throws Malformed if it is longer than 160 bytes or not a GRANT
    public static GrantToken parse(Bytes encoded) throws Malformed {
        if (encoded.length() > Grant.MAX_TOKEN) {
            throw new Malformed("a grant token has at most %d bytes".formatted(Grant.MAX_TOKEN));
        }
        var envelope = Envelope.parse(ObjectType.GRANT, encoded);
        if (envelope.keyId().length() != 4) {
            throw new Malformed("a grant's key id is a serial of 4 bytes");
        }
        return new GrantToken(
                envelope,
                new KeySerial(envelope.keyId().unsignedAt(0, 4)),
                Grant.decode(envelope.claims()));
    }

    public Bytes encoded() {
        return envelope.encoded();
    }

    /// What a presentation signs in place of the token.
    public Bytes hash() {
        return encoded().sha256();
    }

    public boolean isSignedBy(PublicKey key, Environment environment) {
        return envelope.isSignedBy(key, environment);
    }
}
