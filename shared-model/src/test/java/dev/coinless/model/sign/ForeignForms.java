package dev.coinless.model.sign;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.samples.SignedSample;
import dev.coinless.model.wire.Cbor;
import dev.coinless.model.wire.Item;

/// Makes envelopes that our own signer would never make, with signatures that are genuine.
final class ForeignForms {
    private ForeignForms() {}

    /// An envelope around any payload bytes, with a genuine signature.
    static Bytes around(ObjectType type, Bytes header, Bytes payload, Signer signer) {
        return Bytes.concat(
                Bytes.fromHex("84"),
                Cbor.encode(Item.of(header)),
                Bytes.fromHex("a0"),
                Cbor.encode(Item.of(payload)),
                Cbor.encode(Item.of(signature(type, header, payload, signer))));
    }

    static Bytes signature(ObjectType type, Bytes header, Bytes payload, Signer signer) {
        return signer.sign(
                Cbor.encode(
                        Item.array(
                                Item.of("Signature1"),
                                Item.of(header),
                                Item.of(type.externalAad(SignedSample.ENVIRONMENT)),
                                Item.of(payload))));
    }
}
