package dev.coinless.proof.simulation;

import dev.coinless.edge.present.ConnectionId;
import dev.coinless.model.bytes.Bytes;
import dev.coinless.model.id.Counter;
import dev.coinless.model.id.ModuleId;
import dev.coinless.model.radio.Message;
import dev.coinless.model.radio.MessageKind;
import dev.coinless.model.radio.Reassembly;
import dev.coinless.model.receipt.Checkpoint;
import dev.coinless.model.receipt.Receipt;
import dev.coinless.model.sign.Envelope;
import dev.coinless.model.sign.ObjectType;
import dev.coinless.model.wire.Malformed;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Hears every word of the modules and looks that they keep it: no counter is broadcast again after
/// a boot, no sequence has two receipts, no floor falls.
final class Witness {

    private final Map<ModuleId, Trail> trails = new HashMap<>();
    private final Map<ConnectionId, Reassembly> parts = new HashMap<>();

    /// What a module has said so far.
    private static final class Trail {
        private long highestCounter;
        private long beforeBoot;
        private long lastCheckpoint;
        private final TreeMap<Long, Said> receipts = new TreeMap<>();
    }

    private record Said(Bytes hash, long floor) {}

    private Trail of(SimulatedModule module) {
        return trails.computeIfAbsent(module.id(), _ -> new Trail());
    }

    void booted(SimulatedModule module) {
        var trail = of(module);
        trail.beforeBoot = trail.highestCounter;
    }

    void broadcast(SimulatedModule module, Counter counter) {
        var trail = of(module);
        if (counter.value() <= trail.beforeBoot) {
            throw new Violation(
                    "module %s broadcasts counter %s again after a boot"
                            .formatted(module.name(), counter));
        }
        trail.highestCounter = Math.max(trail.highestCounter, counter.value());
    }

    /// A frame leaves a module.
    void said(SimulatedModule module, ConnectionId connection, Bytes frame) {
        var step = Reassembly.step(parts.getOrDefault(connection, new Reassembly.Idle()), frame);
        if (step.outcome() instanceof Reassembly.Outcome.Complete(var message)) {
            parts.remove(connection);
            said(module, message);
        } else {
            parts.put(connection, step.next());
        }
    }

    private void said(SimulatedModule module, Message message) {
        try {
            if (message.kind() == MessageKind.RECEIPT) {
                receipt(module, message.body());
            } else if (message.kind() == MessageKind.CHECKPOINT) {
                var checkpoint =
                        Checkpoint.decode(Envelope.parse(ObjectType.CHECKPOINT, message.body()));
                checkpoint(module, checkpoint);
            }
        } catch (Malformed e) {
            throw new Violation("module %s says nonsense".formatted(module.name()), e);
        }
    }

    private void checkpoint(SimulatedModule module, Checkpoint checkpoint) {
        var trail = of(module);
        long floor = checkpoint.floor().value();
        if (floor < trail.lastCheckpoint) {
            throw new Violation(
                    "the floor of module %s falls from %d to %d"
                            .formatted(module.name(), trail.lastCheckpoint, floor));
        }
        trail.lastCheckpoint = floor;
    }

    private void receipt(SimulatedModule module, Bytes encoded) throws Malformed {
        var receipt = Receipt.decode(Envelope.parse(ObjectType.RECEIPT, encoded));
        var trail = of(module);
        long sequence = receipt.sequence().value();
        var said = new Said(encoded.sha256(), receipt.floor().value());
        var earlier = trail.receipts.putIfAbsent(sequence, said);
        if (earlier != null && !earlier.equals(said)) {
            throw new Violation(
                    "module %s signs receipt %d twice".formatted(module.name(), sequence));
        }
        var below = trail.receipts.lowerEntry(sequence);
        var above = trail.receipts.higherEntry(sequence);
        if ((below != null && below.getValue().floor() > said.floor())
                || (above != null && above.getValue().floor() < said.floor())) {
            throw new Violation("the floor falls between receipts of module " + module.name());
        }
    }
}
