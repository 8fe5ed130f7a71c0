package dev.coinless.lab.world;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One scene: an air of its own, with machines and phones in it, on a cloud that may be shared.
public final class World implements AutoCloseable {

    /// A signal strength at arm's length.
    public static final int NEAR_DBM = -50;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Home home;
    private final LocalCloud cloud;
    private final String label;
    private final Air air;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, Phone> phones = new LinkedHashMap<>();

    private World(Home home, LocalCloud cloud, String label, Air air) {
        this.home = home;
        this.cloud = cloud;
        this.label = label;
        this.air = air;
    }

    public static World open(Home home, LocalCloud cloud) {
        var label = "w" + NUMBER.incrementAndGet();
        var folder = cloud.run().folder(label);
        var socket = folder.resolve("air");
        var program =
                new JavaProgram(
                                label + "-air",
                                home.classPath(List.of(Part.AIR, Part.LAB_ADAPTERS)),
                                "dev.coinless.simulators.air.Main",
                                List.of(
                                        "--socket", socket.toString(),
                                        "--capture", folder.resolve("air.jsonl").toString()))
                        .with(cloud.clock().environment());
        var process = ChildProcess.start(program, cloud.run());
        process.awaitReady();
        return new World(home, cloud, label, new Air(process, socket));
    }

    public LocalCloud cloud() {
        return cloud;
    }

    public Air air() {
        return air;
    }

    /// Sets up the fixture's machine of a name, with an enrolled, licensed module that is running.
    public Machine machine(String name) {
        return machine(name, MachineSetup.of(name));
    }

    public Machine machine(String name, MachineSetup setup) {
        if (machines.containsKey(name)) {
            throw new LabFailure("there is a machine " + name + " already");
        }
        var machine = Machine.install(home, cloud, label, air, name, setup);
        machines.put(name, machine);
        return machine;
    }

    /// Sets up a machine whose module runs from a copy of another's card; both are off afterwards.
    public Machine twin(String original, String name, MachineSetup setup) {
        var machine = machineNamed(original).twin(home, cloud, label, air, name, setup);
        machines.put(name, machine);
        return machine;
    }

    /// Switches a phone on, with a registered account and no money, near nothing.
    public Phone phone(String name) {
        if (phones.containsKey(name)) {
            throw new LabFailure("there is a phone " + name + " already");
        }
        var phone = Phone.switchOn(home, cloud, label, air, name);
        phones.put(name, phone);
        return phone;
    }

    public Machine machineNamed(String name) {
        return require(machines, "machine", name);
    }

    public Phone phoneNamed(String name) {
        return require(phones, "phone", name);
    }

    public List<Machine> machines() {
        return List.copyOf(machines.values());
    }

    public List<Phone> phones() {
        return List.copyOf(phones.values());
    }

    @Override
    public void close() {
        phones.values().forEach(Phone::close);
        machines.values().forEach(Machine::close);
        air.close();
    }

    private static <T> T require(Map<String, T> named, String what, String name) {
        var found = named.get(name);
        if (found == null) {
            throw new LabFailure("no %s %s here, only %s".formatted(what, name, named.keySet()));
        }
        return found;
    }
}
