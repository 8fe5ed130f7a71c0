package dev.coinless.edge.vend;

import dev.coinless.edge.Platform;
import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.mdb.QibixxMachine;
import dev.coinless.edge.mdb.StartUp;
import java.util.ArrayList;
import java.util.List;

class QibixxMachineContractTest extends MachinePortContractTest {
    private final List<String> sent = new ArrayList<>();
    private final QibixxMachine machine =
            new QibixxMachine(
                    StartUp.of(0x10, Platform.EUR, false, false),
                    Platform.EUR,
                    sent::add,
                    (_, _) -> {},
                    new Disturbances());

    @Override
    MachinePort ready() {
        machine.hear(new MachineInput.Attached(), NOW);
        for (var line :
                List.of(
                        "v,1",
                        "h,1",
                        "c,STATUS,INACTIVE",
                        "c,SET,OK",
                        "c,SET,OK",
                        "c,STATUS,INACTIVE",
                        "c,STATUS,DISABLED",
                        "c,STATUS,ENABLED")) {
            machine.hear(new MachineInput.Line(line), NOW);
        }
        return machine;
    }

    @Override
    List<MachineEvent> opened() {
        return says("c,STATUS,IDLE");
    }

    @Override
    List<MachineEvent> customerSelects() {
        return says("c,STATUS,VEND,1.75,12");
    }

    @Override
    List<MachineEvent> itemDrops() {
        return says("c,VEND,SUCCESS");
    }

    @Override
    List<MachineEvent> machineIsGone() {
        return says("c,STATUS,INACTIVE");
    }

    @Override
    int signals() {
        return (int) sent.stream().filter(line -> line.startsWith("C,VEND,")).count();
    }

    private List<MachineEvent> says(String line) {
        return hear(new MachineInput.Line(line));
    }
}
