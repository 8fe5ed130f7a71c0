package dev.coinless.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.coinless.edge.health.Disturbances;
import dev.coinless.edge.io.serial.SerialLine;
import dev.coinless.edge.vend.MachineInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class FrozenAdapterTest {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder = Path.of("unset");

    @Test
    void anAdapterThatTakesNoLinesDoesNotHoldTheAgentUp() throws Exception {
        var tty = folder.resolve("tty");
        var adapter =
                Child.start(
                        folder.resolve("log"),
                        "dev.coinless.simulators.vmc.Main",
                        "--item",
                        "12=175",
                        "--link",
                        tty.toString());
        var heard = new LinkedBlockingQueue<MachineInput>();
        adapter.awaitLine("ready");
        try (var line =
                new SerialLine(tty.toString(), heard::put, (_, _) -> {}, new Disturbances())) {
            line.start();
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new MachineInput.Attached());
            adapter.freeze();

            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> {
                        for (int i = 0; i < 10_000; i++) {
                            line.send("C,START,5.00");
                        }
                    });
        } finally {
            adapter.kill();
        }
    }
}
