package dev.coinless.lab.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.home.Home.Part;
import dev.coinless.lab.process.ChildProcess;
import dev.coinless.lab.process.JavaProgram;
import dev.coinless.lab.process.LabFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The machine's controller, with its buttons, its coin slot and its motor.
public final class Vmc implements Controller {

    private static final Duration STATE_POLL = Duration.ofMillis(100);

    private final ChildProcess process;
    private final Path device;

    private Vmc(ChildProcess process, Path device) {
        this.process = process;
        this.device = device;
    }

    static Vmc switchOn(
            Home home,
            LocalCloud cloud,
            String label,
            String name,
            Path device,
            MachineSetup setup) {
        var arguments =
                new ArrayList<>(
                        List.of("--currency", setup.currency(), "--link", device.toString()));
        setup.items()
                .forEach((item, price) -> arguments.addAll(List.of("--item", item + "=" + price)));
        if (setup.selectionFirst()) {
            arguments.add("--always-idle");
        }
        var program =
                new JavaProgram(
                                label + "-vmc-" + name,
                                home.classPath(List.of(Part.VMC, Part.LAB_ADAPTERS)),
                                "dev.coinless.simulators.vmc.Main",
                                arguments)
                        .with(cloud.clock().environment());
        var process = ChildProcess.start(program, cloud.run());
        process.awaitReady();
        return new Vmc(process, device);
    }

    @Override
    public String setting() {
        return "qibixx:" + device;
    }

    @Override
    public long moduleSignals() {
        return approvals();
    }

    /// Presses a selection.
    public JsonNode select(int item) {
        return process.ask("select " + item);
    }

    /// Drops a coin.
    public JsonNode coin(long minorUnits) {
        return process.ask("coin " + minorUnits);
    }

    /// Every vend approval that the machine acted on and every coin sale, oldest first.
    public List<JsonNode> signals() {
        var signals = new ArrayList<JsonNode>();
        process.must("signals").path("signals").forEach(signals::add);
        return signals;
    }

    /// The approvals that came from the payment module.
    public List<JsonNode> cashlessSignals() {
        return signals().stream()
                .filter(each -> each.path("paid-by").asText().equals("CASHLESS"))
                .toList();
    }

    /// Approvals that came from the payment module, also those that the machine could not act on
    /// any more.
    public long approvals() {
        return process.must("signals").path("approvals").asLong();
    }

    /// Any other command of the simulator: `jam on`, `cancel`, `reset`, `unplug`, `slow 500`.
    @Override
    public JsonNode does(String command) {
        return process.must(command);
    }

    /// What it is doing and shows.
    public JsonNode state() {
        return process.must("state");
    }

    /// Waits until the machine shows the funds of a cashless session, in minor units.
    public long awaitFunds(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            int seen = process.events("state").size();
            var state = state();
            if (state.has("funds")) {
                return state.path("funds").asLong();
            }
            process.findEvent("state", _ -> process.events("state").size() > seen, STATE_POLL);
        }
        throw new LabFailure("the machine never showed any funds: " + state());
    }

    /// Waits for the n-th vend to end, counted from 1.
    public JsonNode awaitVend(int count, Duration limit) {
        process.awaitEvent("vend", _ -> process.events("vend").size() >= count, limit);
        return process.events("vend").get(count - 1);
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
