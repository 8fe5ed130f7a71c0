package dev.coinless.edge.vend;

import dev.coinless.edge.gate.Order;
import dev.coinless.edge.pulse.PulseLine;
import dev.coinless.edge.pulse.PulseMachine;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.grant.LineMask;
import dev.coinless.model.id.Counter;
import java.util.ArrayList;
import java.util.List;

/// Its "selections" are the pulses, which it reports by itself.
class PulseMachineContractTest extends MachinePortContractTest {
    private final List<Integer> pulses = new ArrayList<>();
    private final List<MachineEvent> unheard = new ArrayList<>();
    private final PulseMachine machine =
            new PulseMachine(
                    List.of(
                            new PulseLine(
                                    12,
                                    ITEM_12.price(),
                                    PulseLine.WIDTH,
                                    PulseLine.GAP,
                                    PulseLine.INHIBIT_TIMEOUT)),
                    (line, _, _) -> pulses.add(line),
                    (_, _) -> {});

    @Override
    MachinePort ready() {
        machine.hear(new MachineInput.Attached(), NOW);
        return machine;
    }

    @Override
    Order order() {
        return VendSessionTest.order(new Counter(5), 350, 2, LineMask.of(12), GrantKind.PULSE);
    }

    @Override
    List<MachineEvent> opened() {
        unheard.addAll(hear(new MachineInput.Tick()));
        return List.of(unheard.removeFirst());
    }

    @Override
    List<MachineEvent> customerSelects() {
        var rest = List.copyOf(unheard);
        unheard.clear();
        return rest;
    }

    @Override
    List<MachineEvent> itemDrops() {
        return hear(new MachineInput.PulseSent(12));
    }

    @Override
    List<MachineEvent> machineIsGone() {
        return hear(new MachineInput.Detached());
    }

    @Override
    int signals() {
        return pulses.size();
    }
}
