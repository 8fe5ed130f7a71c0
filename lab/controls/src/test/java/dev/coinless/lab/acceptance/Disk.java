package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.world.Module;
import java.io.IOException;

/// A full disk for one process: the kernel lets it write no file any further.
final class Disk {

    private Disk() {}

    static void full(Module module) throws IOException, InterruptedException {
        limit(module, "0:unlimited");
    }

    static void free(Module module) throws IOException, InterruptedException {
        limit(module, "unlimited:unlimited");
    }

    private static void limit(Module module, String bytes)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                "prlimit",
                                "--pid",
                                Long.toString(module.process().pid()),
                                "--fsize=" + bytes)
                        .start();
        assertThat(process.waitFor()).as("prlimit (util-linux) works").isZero();
    }
}
