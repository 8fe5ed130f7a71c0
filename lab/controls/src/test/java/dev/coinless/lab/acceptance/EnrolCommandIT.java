package dev.coinless.lab.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.lab.home.Home;
import dev.coinless.lab.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The launcher's `enrol`, as an operator types it.
@ExtendWith(LabExtension.class)
class EnrolCommandIT {

    @Test
    void aModuleIsEnrolledByOneCommandAndAgainWithANewGeneration(World world, @TempDir Path folder)
            throws Exception {
        var state = folder.resolve("M7");

        var first = enrol(world, state);
        assertThat(first).contains("generation 1");
        assertThat(state.resolve("identity.properties")).exists();
        var id = Files.readString(state.resolve("module-id")).strip();
        assertThat(id).matches("[0-9a-f]{12}");

        var second = enrol(world, state);
        assertThat(second).contains(id).contains("generation 2");
    }

    private static String enrol(World world, Path state) throws IOException, InterruptedException {
        var command =
                List.of(
                        Home.find().root().resolve("coinless").toString(),
                        "enrol",
                        "M7",
                        "--dir",
                        state.toString(),
                        "--environment",
                        "local",
                        "--operator",
                        "A",
                        "--price",
                        "12=175",
                        "--endpoint",
                        world.cloud().endpoint().toString());
        var builder = new ProcessBuilder(command);
        builder.environment().put("COINLESS_BUILT", "yes");
        builder.redirectErrorStream(true);
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
