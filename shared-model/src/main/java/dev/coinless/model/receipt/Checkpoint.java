package dev.coinless.model.receipt;

import dev.coinless.model.id.Counter;
import dev.coinless.model.id.Generation;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.id.Sequence;
import dev.coinless.model.sign.Claims;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.Environment;
import dev.coinless.model.sign.ModuleKeyId;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.sign.Signer;
import dev.coinless.model.wire.Item;
import dev.coinless.model.wire.Malformed;
import java.util.Set;

/// A module's signed word that no counter below `floor` can be consumed any more, and that all
/// those that were have receipts up to `sequence`. What ends holds by proof.
public record Checkpoint(ModuleId module, Generation generation, Counter floor, Sequence sequence) {

    private static final int FIELDS = 4;

    public Envelope sign(Signer moduleKey, Environment environment) {
        var claims =
                Claims.body(
                        Item.of(module.value()),
                        Item.of(generation.value()),
                        Item.of(floor.value()),
                        Item.of(sequence.value()));
        return Envelope.sign(
                ObjectType.CHECKPOINT,
                environment,
                ModuleKeyId.of(module, generation),
                claims,
                moduleKey);
    }

    /// Reads the claims of a CHECKPOINT envelope.
    ///
    /// @throws Malformed if they are not those of a checkpoint
    public static Checkpoint decode(Envelope envelope) throws Malformed {
        var body = envelope.claims().only(Set.of(Claims.BODY)).body(FIELDS);
        var checkpoint =
                new Checkpoint(
                        new ModuleId(body.get(0).bytes("module", ModuleId.LENGTH)),
                        new Generation((int) body.get(1).unsigned("generation", Generation.MAX)),
                        new Counter(body.get(2).unsigned("floor", Counter.MAX)),
                        new Sequence(body.get(3).unsigned("sequence", Sequence.MAX)));
        ModuleKeyId.require(envelope, checkpoint.module, checkpoint.generation);
        return checkpoint;
    }
}
