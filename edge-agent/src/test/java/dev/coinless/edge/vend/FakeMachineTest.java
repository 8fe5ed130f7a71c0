package dev.coinless.edge.vend;

import java.util.List;

class FakeMachineTest extends MachinePortContractTest {
    private final FakeMachine machine = new FakeMachine();

    @Override
    MachinePort ready() {
        return machine;
    }

    @Override
    List<MachineEvent> opened() {
        return hear(new MachineInput.Tick());
    }

    @Override
    List<MachineEvent> customerSelects() {
        machine.says(new MachineEvent.Selected(ITEM_12));
        return hear(new MachineInput.Tick());
    }

    @Override
    List<MachineEvent> itemDrops() {
        machine.says(new MachineEvent.VendSucceeded());
        return hear(new MachineInput.Tick());
    }

    @Override
    List<MachineEvent> machineIsGone() {
        machine.says(new MachineEvent.MachineReset());
        return hear(new MachineInput.Tick());
    }

    @Override
    int signals() {
        return machine.signals.size();
    }
}
