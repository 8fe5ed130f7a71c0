package dev.coinless.model.receipt;

import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.KeySerial;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// The platform's signed word that it has every receipt up to `sequence`; only this lets a module
/// forget them.
///
/// @param hash SHA-256 of the receipt with that sequence; a wrong one is ignored by the module
public record Ack(ModuleId module, Generation generation, Sequence sequence, Bytes hash) {

    private static final int FIELDS = 4;

    public Ack {
        hash.requireLength("receipt hash", Receipt.HASH_LENGTH);
    }

    /// Signs with the key of usage SYNC that has the given serial.
    public Envelope sign(KeySerial serial, Signer syncKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(sequence.value()),
                        Item.of(hash));
        return Envelope.sign(ObjectType.ACK, environment, serial.bytes(), claims, syncKey);
    }

    /// Reads the claims of an ACK envelope.
    ///
    /// @throws Malformed if they are not those of an acknowledgement
    public static Ack decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        return new Ack(
                new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                new Sequence(body.get(2).unsigned("sequence", Sequence.MAX)),
                body.get(3).bytes("hash", Receipt.HASH_LENGTH));
    }
}
