package dev.coinless.bench;

import dev.coinless.lab.cloud.LocalCloud;
import dev.coinless.lab.home.Home;
import dev.coinless.lab.process.LabFailure;
import dev.coinless.lab.world.Phone;
import dev.coinless.lab.world.World;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Whole purchases on the local stack: the time from swipe to the machine showing the funds, the
/// write units of each, and the module's peak memory.
final class PurchaseBenchmark {

    private static final int PURCHASES = 20;
    private static final int ITEM = 12;
    private static final long CREDIT = 10_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream out;

    PurchaseBenchmark(PrintStream out) {
        this.out = out;
    }

    void run() {
        try (var folder = Home.find().newRun();
                var cloud = LocalCloud.start(Home.find(), folder, 0)) {
            cloud.front().must("aws-mode off");
            try (var world = World.open(Home.find(), cloud)) {
                measure(world);
            }
        }
    }

    private void measure(World world) {
        var machine = world.machine("M7");
        var phone = world.phone("P").credited(CREDIT).near("M7");
        buy(world, phone, 0);
        world.cloud().front().must("units reset");
        var times = new double[PURCHASES];
        for (int i = 0; i < PURCHASES; i++) {
            times[i] = buy(world, phone, i + 1) / NANOS_PER_MILLI;
        }
        var units = world.cloud().front().must("units");
        Arrays.sort(times);
        out.printf(
                "swipe to funds on the machine, %d purchases: median %.1f ms, slowest %.1f ms%n",
                PURCHASES, times[PURCHASES / 2], times[PURCHASES - 1]);
        out.printf("units of %d purchases: %s%n", PURCHASES, units);
        out.printf("the module's peak memory: %s%n", peakMemory(machine.module().process().pid()));
    }

    private static long buy(World world, Phone phone, int before) {
        var machine = world.machineNamed("M7");
        require(phone.tap("M7").path("ok").asBoolean(), "no grant");
        long start = System.nanoTime();
        require(phone.swipe().path("ok").asBoolean(), "not accepted");
        machine.vmc().awaitFunds(Phone.PATIENCE);
        long took = System.nanoTime() - start;
        machine.vmc().select(ITEM);
        phone.awaitSettled(before + 1);
        return took;
    }

    /// VmHWM, the peak resident set, as the kernel counts it.
    private static String peakMemory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new LabFailure("cannot read the memory of process " + pid, e);
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new LabFailure(what);
        }
    }
}
