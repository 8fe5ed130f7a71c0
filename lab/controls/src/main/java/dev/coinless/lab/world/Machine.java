package dev.coinless.lab.world;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.LabFailure;
import java.nio.file.Path;

/// A machine with its controller and, in it, a payment module.
///
/// @param name such as M7, by which the air and the shell know it
public record Machine(String name, Controller controller, Module module) implements AutoCloseable {

    static Machine install(
            Home home, LocalCloud cloud, String label, Air air, String name, MachineSetup setup) {
        var folder = cloud.run().folder(label + "/" + name);
        var controller = controller(home, cloud, label, name, folder, setup);
        var module = Module.prepare(home, cloud, label, air, name, setup, folder, controller);
        module.enrol();
        module.powerOn();
        return new Machine(name, controller, module);
    }

    private static Controller controller(
            Home home,
            LocalCloud cloud,
            String label,
            String name,
            Path folder,
            MachineSetup setup) {
        return setup.hasPulses()
                ? Laundry.switchOn(home, cloud, label, name, folder.resolve("pins"), setup)
                : Vmc.switchOn(home, cloud, label, name, folder.resolve("mdb"), setup);
    }

    /// The controller of a vending machine.
    public Vmc vmc() {
        if (controller instanceof Vmc vmc) {
            return vmc;
        }
        throw new LabFailure(name + " is no vending machine: try machine " + name + " state");
    }

    /// The controller of a laundry machine.
    public Laundry laundry() {
        if (controller instanceof Laundry laundry) {
            return laundry;
        }
        throw new LabFailure(name + " takes no pulses: try vmc " + name + " state");
    }

    /// Another machine whose module runs from a copy of this one's card.
    Machine twin(
            Home home, LocalCloud cloud, String label, Air air, String twin, MachineSetup setup) {
        var folder = cloud.run().folder(label + "/" + twin);
        var its = controller(home, cloud, label, twin, folder, setup);
        return new Machine(twin, its, module.twin(air, twin, folder, its));
    }

    @Override
    public void close() {
        module.close();
        controller.close();
    }
}
