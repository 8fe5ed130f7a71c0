package dev.coinless.lab.shell;

import dev.coinless.lab.cloud.CloudFaults;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.MachineSetup;
import dev.coinless.lab.world.Module;
import dev.coinless.lab.world.World;
import java.util.List;

/// The typed commands that let things go wrong.
final class FaultCommands {

    private final World world;

    FaultCommands(World world) {
        this.world = world;
    }

    /// `fault ...`: the broker's are the lab's own, all others the front understands.
    String fault(List<String> words) {
        CloudFaults faults = world.cloud().faults();
        switch (String.join(" ", words)) {
            case "broker down" -> faults.brokerDown();
            case "broker up" -> faults.brokerUp();
            case "" -> throw new LabFailure("'fault' is not complete, try: fault cloud down");
            case String other -> faults.say(other);
        }
        return words.equals(List.of("clear")) ? "no faults" : "fault " + String.join(" ", words);
    }

    /// `module M7 disk full` and `disk free`.
    String module(String name, Module module, List<String> words) {
        switch (String.join(" ", words)) {
            case "disk full" -> module.diskFull();
            case "disk free" -> module.diskFree();
            default ->
                    throw new LabFailure(
                            "a module can: power cut | power on | power cut after"
                                    + " CONSUMED|INTENT|RESULT|RECEIPT | journal | network"
                                    + " | disk full|free | twin M9");
        }
        return "the disk of %s is %s".formatted(name, words.getLast());
    }

    /// `module M7 twin M9`: one card image in two machines.
    String twin(String name, String twin) {
        var original = world.machineNamed(name).module();
        original.powerCut();
        var copy = world.twin(name, twin, MachineSetup.SNACKS);
        original.powerOn();
        copy.module().powerOn();
        return "%s runs from a copy of the card of %s".formatted(twin, name);
    }
}
