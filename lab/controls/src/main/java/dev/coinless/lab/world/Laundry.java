package dev.coinless.lab.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A laundry machine that counts coin pulses.
public final class Laundry implements Controller {

    private final ChildProcess process;
    private final Path socket;

    private Laundry(ChildProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    static Laundry switchOn(
            Home home,
            LocalCloud cloud,
            String label,
            String name,
            Path socket,
            MachineSetup setup) {
        var arguments = new ArrayList<>(List.of("--socket", socket.toString()));
        setup.lines()
                .forEach((line, offer) ->
                        arguments.addAll(List.of("--line", line + "=" + offer.value())));
        var program =
                new JavaProgram(
                                label + "-pins-" + name,
                                home.classPath(List.of(Part.PINS, Part.LAB_ADAPTERS)),
                                "dev.coinless.simulators.pins.Main",
                                arguments)
                        .with(cloud.clock().environment());
        var process = ChildProcess.start(program, cloud.run());
        process.awaitReady();
        return new Laundry(process, socket);
    }

    @Override
    public String setting() {
        return "pulse:" + socket;
    }

    /// Every pulse that was on a wire, oldest first.
    public List<JsonNode> pulses() {
        var pulses = new ArrayList<JsonNode>();
        process.must("signals").path("signals").forEach(pulses::add);
        return pulses;
    }

    /// What the machine has counted on a line, in minor units.
    public long credit(int line) {
        return process.must("state")
                .path("lines")
                .path(Integer.toString(line))
                .path("credit")
                .asLong();
    }

    /// Forbids pulses on all lines, or allows them again.
    public void inhibit(boolean on) {
        does("inhibit " + (on ? "on" : "off"));
    }

    /// Waits until so many pulses were seen in all.
    public void awaitPulses(int count, Duration limit) {
        process.awaitEvent("pulse", _ -> process.events("pulse").size() >= count, limit);
    }

    @Override
    public long moduleSignals() {
        return process.must("state").path("pulses").asLong();
    }

    @Override
    public JsonNode does(String command) {
        return process.must(command);
    }

    @Override
    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
