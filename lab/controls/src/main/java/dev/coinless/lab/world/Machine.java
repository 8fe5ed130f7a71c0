package dev.coinless.lab.world;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;

/// A machine with its controller and, in it, a payment module.
///
/// @param name such as M7, by which the air and the shell know it
public record Machine(String name, Vmc vmc, Module module) implements AutoCloseable {

    static Machine install(
            Home home, LocalCloud cloud, String label, Air air, String name, MachineSetup setup) {
        var folder = cloud.run().folder(label + "/" + name);
        var vmc = Vmc.switchOn(home, cloud, label, name, folder.resolve("mdb"), setup);
        var module = Module.prepare(home, cloud, label, air, name, setup, folder, vmc);
        module.enrol();
        module.powerOn();
        return new Machine(name, vmc, module);
    }

    /// Another machine whose module runs from a copy of this one's card.
    Machine twin(
            Home home, LocalCloud cloud, String label, Air air, String twin, MachineSetup setup) {
        var folder = cloud.run().folder(label + "/" + twin);
        var itsVmc = Vmc.switchOn(home, cloud, label, twin, folder.resolve("mdb"), setup);
        return new Machine(twin, itsVmc, module.twin(air, twin, folder, itsVmc));
    }

    @Override
    public void close() {
        module.close();
        vmc.close();
    }
}
